import selectors
import socket

selector = selectors.DefaultSelector()
print(type(selector).__name__)
server = socket.create_server(("127.0.0.1", 0))
server.setblocking(False)
log = []


def accept(sock):
    connection, _ = sock.accept()
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ, read)
    log.append("accepted")


def read(connection):
    data = connection.recv(100)
    if data:
        log.append(f"read {data}")
        connection.send(data * 2)
    else:
        log.append("closed")
        selector.unregister(connection)
        connection.close()


selector.register(server, selectors.EVENT_READ, accept)
print(selector.select(0))
clients = [socket.create_connection(server.getsockname()) for _ in range(2)]
for _ in range(2):
    for key, mask in selector.select(1):
        key.data(key.fileobj)
print(log, len(selector.get_map()))
log.clear()
for number, client in enumerate(clients):
    client.sendall(b"hi%d" % number)
for key, mask in selector.select(1):
    key.data(key.fileobj)
print(log)
log.clear()
print([client.recv(10) for client in clients])
for client in clients:
    client.close()
for key, mask in selector.select(1):
    key.data(key.fileobj)
print(log, len(selector.get_map()))
try:
    selector.register(server, selectors.EVENT_READ)
except KeyError as error:
    print("already registered")
try:
    selector.register(server, 0)
except ValueError as error:
    print(error)
selector.unregister(server)
server.close()
selector.close()
