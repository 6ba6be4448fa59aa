import asyncio


class Reader(asyncio.BufferedProtocol):
    def __init__(self, done):
        self.buffer = bytearray(5)
        self.done = done
        self.seen = bytearray()

    def get_buffer(self, sizehint):
        print("hint", sizehint)
        return self.buffer

    def buffer_updated(self, count):
        print("updated", count)
        self.seen += self.buffer[:count]

    def eof_received(self):
        print("eof", bytes(self.seen))

    def connection_lost(self, exc):
        self.done.set_result(exc)


async def main():
    loop = asyncio.get_running_loop()

    async def handle(reader, writer):
        writer.write(b"hello world")
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    done = loop.create_future()
    await loop.create_connection(lambda: Reader(done), *server.sockets[0].getsockname())
    print(await done)
    server.close()


asyncio.run(main())
