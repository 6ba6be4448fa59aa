import asyncio
import os


async def main():
    loop = asyncio.get_running_loop()
    read, write = os.pipe()
    reader = asyncio.StreamReader()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(read, "rb", 0))
    print(type(transport).__name__)
    out, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, os.fdopen(write, "wb", 0))
    writer = asyncio.StreamWriter(out, protocol, None, loop)
    writer.write(b"line one\n")
    writer.write(b"line two\n")
    print(await reader.readline())
    print(await reader.readline())
    out.close()
    print(await reader.read())
    transport.close()
    await asyncio.sleep(0)


asyncio.run(main())
