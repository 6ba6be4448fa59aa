"""Writing to what is closed, at either end."""

import asyncio
import socket


async def main():
    done = asyncio.Event()

    async def serve(r, w):
        w.write(b"hi\n")
        await w.drain()
        w.close()
        done.set()
    server = await asyncio.start_server(serve, "127.0.0.1", 8092)
    r, w = await asyncio.open_connection("127.0.0.1", 8092)
    print(await r.read())
    w.close()
    for f in (lambda: w.write(b"x"), lambda: w.write_eof(), lambda: w.writelines([b"a"])):
        try:
            print(f())
        except Exception as e:
            print(type(e), e)
    for c in (w.drain, w.wait_closed):
        try:
            print(await c())
        except Exception as e:
            print(type(e), e)
    r, w = await asyncio.open_connection("127.0.0.1", 8092)
    await done.wait()
    await asyncio.sleep(0.1)
    for i in range(4):
        w.write(b"x" * 100)
        try:
            await w.drain()
            print("drained")
        except Exception as e:
            print(type(e), e)
        await asyncio.sleep(0.05)
    try:
        await w.wait_closed()
    except Exception as e:
        print("wait", type(e), e)
    for i in range(7):
        w.write(b"y")
    server.close()
    a, b = socket.socketpair()
    b.close()
    for d in (b"x", b"y"):
        try:
            print(a.send(d))
        except Exception as e:
            print(type(e), e)
    a.close()
    for f in (lambda: a.send(b"x"), lambda: a.recv(1), lambda: a.getpeername(), lambda: a.fileno(), lambda: a.settimeout(1), lambda: a.close()):
        try:
            print(f())
        except Exception as e:
            print(type(e), e)
    loop = asyncio.get_running_loop()
    s = socket.socket()
    try:
        await loop.sock_recv(s, 1)
    except Exception as e:
        print(type(e), e)
    s.setblocking(False)
    try:
        await loop.sock_sendall(s, b"x")
    except Exception as e:
        print(type(e), e)
    s.close()
    try:
        await loop.sock_recv(s, 1)
    except Exception as e:
        print(type(e), e)

asyncio.run(main())
