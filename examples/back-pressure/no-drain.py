# A fast writer and a slow reader, and nobody looks for room.
# Look for: the writer is done at once; what it wrote piles up.
import asyncio

ADDRESS = "127.0.0.1", 8890
BLOCK = bytes(1_000_000)


async def read_slowly(reader, writer):
    total = 0
    while data := await reader.read(1_000_000):
        total += len(data)
        await asyncio.sleep(0.02)  # works on it
    print("read", total // 1_000_000, "MB")
    writer.close()


async def main():
    server = await asyncio.start_server(
        read_slowly, *ADDRESS, limit=1_000_000
    )
    async with server:
        reader, writer = await asyncio.open_connection(*ADDRESS)
        most = 0
        for _ in range(30):
            writer.write(BLOCK)
            most = max(most, writer.transport.get_write_buffer_size())
        print("written; more than 5 MB piled up:", most > 5_000_000)
        writer.write_eof()
        await reader.read()  # until it is closed
        writer.close()


asyncio.run(main())
