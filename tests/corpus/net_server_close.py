import asyncio


async def handle(reader, writer):
    try:
        await reader.read()
    finally:
        print("handler ends")
        writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(0.05)
    server.close()
    print("closed; serving:", server.is_serving())
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError:
        print("refused")
    waiting = asyncio.create_task(server.wait_closed())
    await asyncio.sleep(0.05)
    print("wait_closed waits for the client:", not waiting.done())
    writer.close()
    await waiting
    print("now it is over")
    again = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*again.sockets[0].getsockname())
    await asyncio.sleep(0.05)
    again.close_clients()
    print(await reader.read())
    again.close()
    await again.wait_closed()
    writer.close()


asyncio.run(main())
