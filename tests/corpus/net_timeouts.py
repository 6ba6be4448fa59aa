import socket
import time

server = socket.create_server(("127.0.0.1", 0))
server.settimeout(0.1)
start = time.monotonic()
try:
    server.accept()
except TimeoutError as error:
    print(repr(error), 0.09 < time.monotonic() - start < 0.9)
client = socket.create_connection(server.getsockname(), timeout=1)
print(client.gettimeout(), client.getblocking(), client.timeout)
connection, address = server.accept()
print(connection.gettimeout(), address[0])
client.settimeout(0.05)
try:
    client.recv(1)
except socket.timeout as error:
    print(error, type(error) is TimeoutError)
for wrong in (-1, "1", float("nan")):
    try:
        client.settimeout(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
socket.setdefaulttimeout(2.5)
print(socket.socket().gettimeout(), socket.getdefaulttimeout())
socket.setdefaulttimeout(None)
client.setblocking(True)
print(client.gettimeout(), client.getblocking())
connection.sendall(b"z")
print(client.recv(1))
for each in (client, connection, server):
    each.close()
