# WSGI: an application is a function, which returns the answer. Each
# request has one of waitress's four threads to itself.
# Look for: eight requests, four at a time: 2 s.
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

import waitress


def app(environ, start_response):
    time.sleep(1)  # asks the database
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"hello {environ['PATH_INFO']}".encode()]


def ask(number):
    with urlopen(f"http://127.0.0.1:8000/{number}") as answer:
        return answer.read().decode()


server = waitress.create_server(app, host="127.0.0.1", port=8000)
threading.Thread(target=server.run, name="server", daemon=True).start()
began = time.monotonic()
with ThreadPoolExecutor(8) as clients:
    for answer in clients.map(ask, range(8)):
        print(answer)
print(f"after {time.monotonic() - began:.0f} s")
