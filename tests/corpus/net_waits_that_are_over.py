# Who asks how much time is left, and waits for that, comes to an end; what select() is given may change meanwhile.
import http.server
import select
import selectors
import socket
import threading
import time
import urllib.error
import urllib.request


class Refusing(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="Test"')
        self.end_headers()

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Refusing)
server.socket.settimeout(0.1)
over = False


def serve():
    while not over:
        server.handle_request()


thread = threading.Thread(target=serve)
thread.start()
try:
    urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/")
except urllib.error.HTTPError as error:
    print(error)
    error.close()
over = True
thread.join()
server.server_close()
print("served")

one, other = socket.socketpair()
for kind in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    with kind() as selector:
        selector.register(one, selectors.EVENT_READ)
        deadline = time.monotonic() + 0.1
        left, rounds = 0.1, 0
        while left >= 0:
            selector.select(left)
            left = deadline - time.monotonic()
            rounds += 1
        print(kind.__name__, rounds < 5)

items = []


class Leaving:
    def fileno(self):
        del items[-1]
        return other.fileno()


items[:] = [Leaving()] * 10
print(select.select([], items, []) == ([], items[:5], []), len(items))
for ask in (lambda: type(select.poll())(), lambda: socket.close(-1), lambda: select.select(1, [], []), lambda: select.select([object()], [], [])):
    try:
        ask()
    except (TypeError, OSError) as error:
        print(type(error).__name__, error)
one.close()
other.close()
