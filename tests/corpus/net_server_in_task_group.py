import asyncio


async def handle(reader, writer):
    number = int(await reader.readline())
    writer.write(f"{number * number}\n".encode())
    await writer.drain()
    writer.close()


async def ask(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{number}\n".encode())
    answer = int(await reader.readline())
    writer.close()
    await writer.wait_closed()
    return answer


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0, start_serving=False)
    print(server.is_serving())
    port = server.sockets[0].getsockname()[1]
    async with asyncio.TaskGroup() as group:
        serving = group.create_task(server.serve_forever())
        answers = [group.create_task(ask(port, n)) for n in range(4)]
        for answer in answers:
            print(await answer)
        print(server.is_serving())
        serving.cancel()
    print(serving.cancelled(), server.is_serving())


asyncio.run(main())
