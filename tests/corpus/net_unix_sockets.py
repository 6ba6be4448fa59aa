import asyncio
import os
import socket
import stat

PATH = "talk.sock"


async def handle(reader, writer):
    print("server got", await reader.readline(), repr(writer.get_extra_info("peername")))
    writer.write(b"welcome\n")
    writer.close()


async def main():
    server = await asyncio.start_unix_server(handle, PATH)
    print(stat.S_ISSOCK(os.stat(PATH).st_mode), server.sockets[0].getsockname())
    async with server:
        reader, writer = await asyncio.open_unix_connection(PATH)
        writer.write(b"knock\n")
        print("client got", await reader.read())
        writer.close()
        await writer.wait_closed()
    print("left on disk:", os.path.exists(PATH))
    try:
        await asyncio.open_unix_connection(PATH)
    except OSError as error:
        print(type(error).__name__, error.errno)
    sock = socket.socket(socket.AF_UNIX)
    sock.bind(PATH)
    try:
        socket.socket(socket.AF_UNIX).bind(PATH)
    except OSError as error:
        print(error)
    try:
        socket.socket(socket.AF_UNIX).connect(PATH)
    except OSError as error:
        print(error)
    sock.close()
    os.unlink(PATH)


asyncio.run(main())
