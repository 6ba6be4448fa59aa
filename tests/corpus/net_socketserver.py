import socket
import socketserver
import threading


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            print("handler", line, self.client_address[0])
            self.wfile.write(line.upper())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server(("127.0.0.1", 0), Upper) as server:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    for word in ("alpha", "beta"):
        with socket.create_connection(server.server_address) as client:
            with client.makefile("rw") as stream:
                stream.write(word + "\n")
                stream.flush()
                print(stream.readline(), end="")
    server.shutdown()
    thread.join()
print("over")


class Once(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        sock.sendto(data[::-1], self.client_address)


with socketserver.UDPServer(("127.0.0.1", 0), Once) as server:
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.sendto(b"stressed", server.server_address)
    server.handle_request()
    print(client.recv(100))
    client.close()
