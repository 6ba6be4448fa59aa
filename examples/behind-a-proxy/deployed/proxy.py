# A reverse proxy: it takes connections at a port of its own, and
# passes their bytes to one server after the other, and back.
import asyncio
import itertools
import os

PORTS = [int(port) for port in os.environ["SERVERS"].split(",")]
turns = itertools.cycle(PORTS)


async def server():
    """A connection to the next server that takes it."""
    for port in itertools.islice(turns, len(PORTS)):
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            print(f"nobody at {port}, the next one", flush=True)
    raise OSError("no server is left")


async def copy(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


async def client(reader, writer):
    its_reader, its_writer = await server()
    await asyncio.gather(
        copy(reader, its_writer), copy(its_reader, writer)
    )


async def main():
    front = await asyncio.start_server(client, "127.0.0.1", 80)
    async with front:
        await front.serve_forever()


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("the proxy goes home")
