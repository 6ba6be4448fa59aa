import asyncio


async def handle(reader, writer):
    data = await reader.read()
    print("server has everything:", data)
    writer.write(data[::-1])
    await writer.drain()
    writer.write(b" and more")
    print("can write eof", writer.can_write_eof())
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"abc")
        writer.write(b"def")
        writer.write_eof()
        try:
            writer.write(b"late")
        except RuntimeError as error:
            print(type(error).__name__, error)
        print("client:", await reader.read())
        print("eof", reader.at_eof())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
