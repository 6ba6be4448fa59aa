import asyncio
import socket
import warnings

warnings.simplefilter("always")


def main():
    sock = socket.socket()
    del sock


main()


async def leave():
    async def handle(reader, writer):
        await reader.read()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"x")
    await writer.drain()
    server.close()
    writer.transport.abort()
    await asyncio.sleep(0.05)
    print("done")


asyncio.run(leave())
