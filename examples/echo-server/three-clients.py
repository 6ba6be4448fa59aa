# A server and its three clients, on one loop.
# Look for: each connection has a task, which waits for its client.
import asyncio

PORT = 8888


async def serve(reader, writer):
    while line := await reader.readline():
        await asyncio.sleep(0.5)  # thinks
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def client(name, words):
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    for word in words:
        writer.write(f"{word}\n".encode())
        answer = await reader.readline()
        print(f"{name}: {word} -> {answer.decode().strip()}")
        await asyncio.sleep(0.2)
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", PORT)
    async with server:
        async with asyncio.TaskGroup() as group:
            for name in ("Ann", "Bob", "Cem"):
                words = ["hello", name.lower(), "bye"]
                group.create_task(client(name, words), name=name)


asyncio.run(main())
