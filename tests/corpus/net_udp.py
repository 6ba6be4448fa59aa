import asyncio


class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport
        print("server made", type(transport).__name__)

    def datagram_received(self, data, addr):
        print("server got", data, addr[0])
        self.transport.sendto(data.upper(), addr)

    def connection_lost(self, exc):
        print("server lost", exc)


class Client(asyncio.DatagramProtocol):
    def __init__(self, done):
        self.done = done
        self.count = 0

    def connection_made(self, transport):
        self.transport = transport
        for number in range(3):
            transport.sendto(b"message %d" % number)

    def datagram_received(self, data, addr):
        print("client got", data)
        self.count += 1
        if self.count == 3:
            self.transport.close()

    def error_received(self, exc):
        print("client error", exc)

    def connection_lost(self, exc):
        print("client lost", exc)
        self.done.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    address = transport.get_extra_info("sockname")
    done = loop.create_future()
    await loop.create_datagram_endpoint(lambda: Client(done), remote_addr=address)
    await done
    transport.close()
    await asyncio.sleep(0)
    # Nobody is there any more.
    done = loop.create_future()
    other, _ = await loop.create_datagram_endpoint(lambda: Client(done), remote_addr=address)
    await asyncio.sleep(0.05)
    other.abort()
    await done


asyncio.run(main())
