import asyncio


async def handle(reader, writer):
    print("connected:", writer.get_extra_info("peername")[0])
    while line := await reader.readline():
        print("server got", line)
        writer.write(line.upper())
        await writer.drain()
    print("server: end of", "stream", reader.at_eof())
    writer.close()
    await writer.wait_closed()
    print("server closed", writer.is_closing())


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    print(type(server).__name__, server.is_serving(), len(server.sockets))
    port = server.sockets[0].getsockname()[1]
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for word in ("one", "two", "three"):
            writer.write(f"{word}\n".encode())
            print("client got", await reader.readline())
        writer.write_eof()
        print("client got", await reader.read())
        writer.close()
        await writer.wait_closed()
    print(server.is_serving(), server.sockets)


asyncio.run(main())
