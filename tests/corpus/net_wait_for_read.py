import asyncio


async def handle(reader, writer):
    await asyncio.sleep(0.5)
    writer.write(b"late")
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    try:
        await asyncio.wait_for(reader.read(10), 0.1)
    except TimeoutError as error:
        print("timed out", repr(error))
    try:
        async with asyncio.timeout(0.1):
            await reader.readline()
    except TimeoutError as error:
        print("timed out", repr(error))
    task = asyncio.create_task(reader.read())
    await asyncio.sleep(0)
    try:
        await reader.read(1)
    except RuntimeError as error:
        print(error)
    print(await task)
    writer.close()
    server.close()


asyncio.run(main())
