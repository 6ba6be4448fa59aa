import socket

one, other = socket.socketpair()
print(one.family.name, one.type.name, one.proto, one.getsockname() == "", one.gettimeout())
one.sendall(b"ping")
print(other.recv(2), other.recv(2))
other.setblocking(False)
try:
    other.recv(1)
except BlockingIOError as error:
    print(type(error).__name__, error.errno, error)
total = 0
one.setblocking(False)
try:
    while True:
        total += one.send(bytes(1024))
except BlockingIOError:
    print("full:", 100_000 < total < 300_000)
print(len(other.recv(5000)), len(other.recv(100, socket.MSG_PEEK)))
one.shutdown(socket.SHUT_WR)
try:
    one.send(b"x")
except BrokenPipeError as error:
    print(error)
while data := other.recv(65536):
    total -= len(data)
print(total)
other.close()
print(one.recv(1))
one.close()
print(one.fileno(), one)
try:
    one.recv(1)
except OSError as error:
    print(error)
