import threading
import urllib.request
from wsgiref.simple_server import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    def log_message(self, format, *args):
        print("log", format % args)


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    yield f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}?{environ['QUERY_STRING']}\n".encode()
    yield b"done\n"


with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/path?q=1") as answer:
        print(answer.status, answer.read())
    thread.join()
