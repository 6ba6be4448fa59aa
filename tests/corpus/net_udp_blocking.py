import socket

one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
one.bind(("127.0.0.1", 0))
print(other.sendto(b"hello", one.getsockname()))
data, sender = one.recvfrom(100)
print(data, sender[0], sender[1] == other.getsockname()[1])
other.connect(one.getsockname())
print(other.send(b"a long message"))
print(one.recvfrom(6)[0])
one.settimeout(0.05)
try:
    one.recv(10)
except TimeoutError as error:
    print(repr(error))
one.setblocking(False)
try:
    one.recv(10)
except BlockingIOError as error:
    print(error)
one.close()
print(other.send(b"into the void"))
try:
    print(other.send(b"again"))
except ConnectionRefusedError as error:
    print(error)
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).send(b"x")
except OSError as error:
    print(error)
other.close()
buffer = bytearray(4)
one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
one.send(b"123")
one.send(b"4567")
print(other.recv_into(buffer), buffer, other.recv(10))
one.close()
other.close()
