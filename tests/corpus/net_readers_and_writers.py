import asyncio
import os
import socket


async def main():
    loop = asyncio.get_running_loop()
    one, other = socket.socketpair()
    one.setblocking(False)
    other.setblocking(False)
    seen = []
    done = loop.create_future()

    def readable():
        data = one.recv(3)
        seen.append(data)
        if data == b"":
            loop.remove_reader(one)
            done.set_result(None)

    def writable():
        other.send(b"writable")
        print("removed", loop.remove_writer(other))
        other.close()

    loop.add_reader(one, readable)
    loop.add_writer(other, writable)
    await done
    print(seen, loop.remove_reader(one))
    one.close()
    read, write = os.pipe()
    got = loop.create_future()
    loop.add_reader(read, lambda: got.done() or got.set_result(os.read(read, 10)))
    loop.call_later(0.05, os.write, write, b"pipe")
    print(await got)
    loop.remove_reader(read)
    os.close(read)
    os.close(write)
    transport, protocol = await loop.create_connection(asyncio.Protocol, sock=None, host="127.0.0.1", port=await listener())
    try:
        loop.add_reader(transport.get_extra_info("socket"), print)
    except RuntimeError as error:
        print("used by transport" in str(error))
    transport.abort()


async def listener():
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    return server.sockets[0].getsockname()[1]


asyncio.run(main())
