import asyncio


async def handle(reader, writer):
    data = await reader.read(100)
    print("server", data.decode())
    writer.write(b"echo " + data)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def client(number, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print("client", number, "connected")
    writer.write(f"hello {number}".encode())
    answer = await reader.read(100)
    print("client", number, answer.decode())
    writer.close()
    await writer.wait_closed()
    return number


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        print(await asyncio.gather(*(client(n, port) for n in range(5))))


asyncio.run(main())
