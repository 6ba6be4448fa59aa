import asyncio


async def handle(reader, writer):
    writer.write(b"x" * 200 + b"\n" + b"short\n" + b"key=value;rest" + b"tail")
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=64)
        await asyncio.sleep(0.05)
        try:
            await reader.readline()
        except ValueError as error:
            print(type(error).__name__, error)
        print(await reader.readline())
        try:
            await reader.readuntil(b"")
        except ValueError as error:
            print(error)
        print(await reader.readuntil(b";"))
        print(await reader.readexactly(4))
        try:
            await reader.readexactly(10)
        except asyncio.IncompleteReadError as error:
            print(error, error.partial, error.expected)
        try:
            await reader.readuntil(b"!")
        except asyncio.IncompleteReadError as error:
            print(error, error.partial, error.expected)
        print(await reader.readline(), reader.at_eof())
        try:
            await reader.readexactly(-1)
        except ValueError as error:
            print(error)
        writer.close()

        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=64)
        await asyncio.sleep(0.05)
        try:
            await reader.readuntil(b"\n")
        except asyncio.LimitOverrunError as error:
            print(error, error.consumed)
        print(len(await reader.read(300)))
        writer.close()


asyncio.run(main())
