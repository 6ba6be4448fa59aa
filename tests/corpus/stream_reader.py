# A StreamReader needs no network: bytes may be fed by hand.
import asyncio


async def feed(reader):
    for chunk in (b"GET / HT", b"TP/1.1\r\nHost: exam", b"ple\r\n\r\n", b"0123456789", b"tail without end"):
        await asyncio.sleep(0.5)
        reader.feed_data(chunk)
    reader.feed_eof()


async def main():
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=64)
    feeder = asyncio.create_task(feed(reader))
    while (line := await reader.readline()) != b"\r\n":
        print(loop.time(), line)
    print(loop.time(), await reader.readexactly(4))
    print(loop.time(), await reader.readuntil(b"7"))
    print(loop.time(), await reader.read(100))
    try:
        await reader.readexactly(99)
    except asyncio.IncompleteReadError as error:
        print(loop.time(), error, error.partial)
    print(reader.at_eof(), await reader.read(), await feeder)

    tight = asyncio.StreamReader(limit=8)
    tight.feed_data(b"a line that is far too long\n")
    try:
        await tight.readuntil()
    except asyncio.LimitOverrunError as error:
        print(error, error.consumed)


asyncio.run(main())
