import asyncio
import errno
import socket

one = socket.socket()
one.bind(("127.0.0.1", 0))
port = one.getsockname()[1]
for listens in (False, True):
    if listens:
        one.listen()
    for reuse in (False, True):
        other = socket.socket()
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, reuse)
        try:
            other.bind(("127.0.0.1", port))
            print(listens, reuse, "bound")
        except OSError as error:
            print(listens, reuse, error.errno == errno.EADDRINUSE, error)
        other.close()
one.close()


async def main():
    handle = lambda reader, writer: None
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        await asyncio.start_server(handle, "127.0.0.1", port)
    except OSError as error:
        print(str(error).replace(str(port), "PORT"))
    server.close()
    await server.wait_closed()
    server = await asyncio.start_server(handle, "127.0.0.1", port)
    print("again")
    server.close()


asyncio.run(main())
pair = [socket.socket() for _ in range(2)]
for each in pair:
    each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
pair[0].bind(("127.0.0.1", 0))
pair[1].bind(pair[0].getsockname())
for each in pair:
    each.listen()
    each.close()
print("shared")
for wrong in (("127.0.0.1",), ("127.0.0.1", 70000), ("127.0.0.1", "80"), "127.0.0.1", (1, 2)):
    with socket.socket() as sock:
        try:
            sock.bind(wrong)
        except (TypeError, OverflowError) as error:
            print(type(error).__name__, error)
with socket.socket() as sock:
    try:
        sock.bind(("8.8.8.8", 80))
    except OSError as error:
        print(error)
    for act in (sock.getpeername, lambda: sock.recv(1), lambda: sock.send(b""), lambda: sock.shutdown(2), sock.accept):
        try:
            act()
        except OSError as error:
            print(type(error).__name__, error)
