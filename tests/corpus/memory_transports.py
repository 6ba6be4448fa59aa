import asyncio
# the "async for over lines" chat server w/o sockets: transports in memory
class MemTransport(asyncio.Transport):
    def __init__(self, proto_factory_peer=None):
        super().__init__(extra={"peername": ("mem", 1)})
        self.peer = None
        self._closing = False
    def write(self, data):
        asyncio.get_running_loop().call_soon(self.peer.data_received, data)
    def is_closing(self):
        return self._closing
    def close(self):
        if not self._closing:
            self._closing = True
            asyncio.get_running_loop().call_soon(self.peer.eof_received)


def pipe():
    loop = asyncio.get_running_loop()
    def side():
        r = asyncio.StreamReader(loop=loop)
        p = asyncio.StreamReaderProtocol(r, loop=loop)
        t = MemTransport()
        return r, p, t
    (r1, p1, t1), (r2, p2, t2) = side(), side()
    t1.peer, t2.peer = p2, p1
    p1.connection_made(t1)
    p2.connection_made(t2)
    w1 = asyncio.StreamWriter(t1, p1, r1, loop)
    w2 = asyncio.StreamWriter(t2, p2, r2, loop)
    return (r1, w1), (r2, w2)


rooms = {}


async def serve(name, r, w):
    rooms[name] = w
    w.write(f"welcome {name}\n".encode())
    while line := await r.readline():
        text = line.decode().strip()
        for n, other in rooms.items():
            if n != name:
                other.write(f"{name}: {text}\n".encode())
                await other.drain()
    del rooms[name]
    print("server: bye", name)


async def client(name, r, w, lines):
    async def reader():
        async for line in r:
            print(f"[{name}] {line.decode().rstrip()}")
            if b"quit" in line:
                break
    rt = asyncio.create_task(reader())
    for l in lines:
        await asyncio.sleep(0.1)
        w.writelines([l.encode(), b"\n"])
        await w.drain()
    await asyncio.sleep(0.5)
    print(name, w.get_extra_info("peername"), w.is_closing(), w.can_write_eof() if False else "")
    w.close()
    rt.cancel()


async def main():
    jobs = []
    for name, lines in (("ann", ["hi", "how are you"]), ("bob", ["hey", "quit"])):
        (cr, cw), (sr, sw) = pipe()
        jobs += [serve(name, sr, sw), client(name, cr, cw, lines)]
    await asyncio.gather(*jobs)
    r = asyncio.StreamReader()
    r.feed_data(b"abc")
    r.set_exception(ConnectionResetError("gone"))
    try:
        await r.read()
    except ConnectionResetError as e:
        print(repr(e))
    r = asyncio.StreamReader()
    t = asyncio.create_task(r.read(5))
    t2 = asyncio.create_task(r.read(5))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(repr(t2.exception()))
    r.feed_data(b"abcdefgh")
    print(await t, await r.readexactly(3))
    r.feed_eof()
    try:
        await r.readuntil(b"z")
    except asyncio.IncompleteReadError as e:
        print(e)
    print(await r.read(-1), await r.readline(), r.at_eof())

asyncio.run(main())
