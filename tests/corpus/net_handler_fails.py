import asyncio


async def handle(reader, writer):
    line = await reader.readline()
    raise RuntimeError(f"cannot handle {line!r}")


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler told:", context["message"], repr(context["exception"])))
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"boom\n")
    await asyncio.sleep(0.05)
    print(await reader.read())
    writer.close()
    server.close()


asyncio.run(main())
