"""websockets: messages that are empty or end with an empty fragment, compressed, over loopback."""
import asyncio

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve


async def echo(connection):
    async for message in connection:
        await connection.send(message)


async def main():
    async with serve(echo, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}") as client:
            for message in ("one", "", "two", ["three ", "fo", "ur"], ["", ""], b"", [b"a", b"b"], "last"):
                await client.send(message)
                print(repr(await client.recv()))
        print(client.close_code, client.close_reason)


asyncio.run(main())
