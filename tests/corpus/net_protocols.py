import asyncio


class Server(asyncio.Protocol):
    def connection_made(self, transport):
        print("server: made")
        self.transport = transport

    def data_received(self, data):
        print("server:", data)
        self.transport.write(b"[" + data + b"]")

    def eof_received(self):
        print("server: eof")
        self.transport.write(b"bye")

    def connection_lost(self, exc):
        print("server: lost", exc)


class Client(asyncio.Protocol):
    def __init__(self, done):
        self.done = done

    def connection_made(self, transport):
        print("client: made", transport.is_reading(), transport.is_closing())
        self.transport = transport
        transport.write(b"one")
        transport.writelines([b"two", b"three"])

    def data_received(self, data):
        print("client:", data)
        if b"three" in data:
            self.transport.write_eof()

    def eof_received(self):
        print("client: eof")

    def connection_lost(self, exc):
        print("client: lost", exc)
        self.done.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 0)
    done = loop.create_future()
    transport, client = await loop.create_connection(lambda: Client(done), *server.sockets[0].getsockname())
    print(type(transport).__name__, transport.get_extra_info("peername") == server.sockets[0].getsockname())
    await done
    server.close()
    await server.wait_closed()


asyncio.run(main())
