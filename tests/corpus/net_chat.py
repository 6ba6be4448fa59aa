import asyncio

members = {}


async def serve(reader, writer):
    name = (await reader.readline()).decode().strip()
    for other in members.values():
        other.write(f"* {name} joined\n".encode())
    members[name] = writer
    try:
        while line := await reader.readline():
            for other_name, other in members.items():
                if other_name != name:
                    other.write(f"{name}: ".encode() + line)
                    await other.drain()
    finally:
        del members[name]
        for other in members.values():
            other.write(f"* {name} left\n".encode())
        writer.close()


async def person(port, name, delay, lines):
    await asyncio.sleep(delay)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{name}\n".encode())

    async def listen():
        async for line in reader:
            print(f"[{name}] {line.decode().strip()}")

    listener = asyncio.create_task(listen())
    for line in lines:
        await asyncio.sleep(0.3)
        writer.write(f"{line}\n".encode())
    await asyncio.sleep(0.35 + (0.5 - delay) / 2)
    writer.close()
    await listener


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        await asyncio.gather(
            person(port, "ann", 0, ["hi", "anyone?"]),
            person(port, "bob", 0.1, ["hello ann"]),
            person(port, "cy", 0.2, ["bye"]),
        )


asyncio.run(main())
