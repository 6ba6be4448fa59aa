import asyncio

got = asyncio.Event()


async def handle(reader, writer):
    await got.wait()
    total = 0
    while data := await reader.read(65536):
        total += len(data)
    print("server read", total)
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        print("limits", writer.transport.get_write_buffer_limits())
        piece = bytes(1 << 20)
        writer.write(piece)
        await writer.drain()
        print("one megabyte is taken at once:", writer.transport.get_write_buffer_size())
        for _ in range(19):
            writer.write(piece)
        waiting = writer.transport.get_write_buffer_size()
        print("much waits:", waiting > 8 << 20)
        drain = asyncio.ensure_future(writer.drain())
        await asyncio.sleep(0.1)
        print("drained before anybody reads:", drain.done())
        got.set()
        await drain
        print("drained:", writer.transport.get_write_buffer_size() <= 16 * 1024)
        writer.write_eof()
        print(await reader.read())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
