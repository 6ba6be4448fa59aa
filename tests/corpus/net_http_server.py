import http.client
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    server_version = "Test/1"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/missing":
            self.send_error(404)
            return
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/there")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = f"GET {self.path} {self.headers.get('X-Test')}\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[::-1])

    def log_message(self, format, *args):
        print("log:", format % args)


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
thread.start()
host, port = server.server_address
base = f"http://127.0.0.1:{port}"
with urllib.request.urlopen(base + "/hello") as answer:
    print(answer.status, answer.reason, answer.headers["Content-Type"], answer.read())
request = urllib.request.Request(base + "/with", headers={"X-Test": "yes"})
print(urllib.request.urlopen(request).read())
print(urllib.request.urlopen(base + "/moved").url.endswith("/there"))
try:
    urllib.request.urlopen(base + "/missing")
except urllib.error.HTTPError as error:
    print(error, error.code)
print(urllib.request.urlopen(base + "/post", data=b"stressed").read())
connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
for number in range(2):
    connection.request("GET", f"/again/{number}")
    answer = connection.getresponse()
    print(answer.status, answer.version, answer.read())
connection.close()
server.shutdown()
thread.join()
server.server_close()
try:
    urllib.request.urlopen(base)
except urllib.error.URLError as error:
    print(error)
