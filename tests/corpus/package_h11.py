"""h11: a client and a server that speak HTTP/1.1 by bytes alone."""
import asyncio
import h11


class Pipe:
    def __init__(self):
        self.queue = asyncio.Queue()

    async def send(self, data):
        await asyncio.sleep(0.01)
        await self.queue.put(data)

    async def receive(self):
        return await self.queue.get()


async def next_event(connection, source):
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await source.receive())
            continue
        return event


async def server(source, sink):
    connection = h11.Connection(h11.SERVER)
    for _ in range(2):
        request = await next_event(connection, source)
        print("server:", request.method, request.target, request.headers.raw_items()[:2], request.http_version)
        body = b""
        while not isinstance(event := await next_event(connection, source), h11.EndOfMessage):
            body += bytes(event.data)
        answer = b"you said " + body
        for event in (
            h11.Response(status_code=200, headers=[("Content-Length", str(len(answer))), ("X-Server", "ours")], reason=b"OK"),
            h11.Data(data=answer),
            h11.EndOfMessage(),
        ):
            if data := connection.send(event):
                await sink.send(data)
        connection.start_next_cycle()


async def ask(connection, source, sink, body):
    request = h11.Request(method="POST", target="/echo", headers=[("Host", "example.com"), ("Transfer-Encoding", "chunked")])
    for event in (request, h11.Data(data=body), h11.EndOfMessage()):
        await sink.send(connection.send(event))
    while True:
        event = await next_event(connection, source)
        print("client:", event)
        if isinstance(event, h11.EndOfMessage):
            break
    print(connection.states)
    connection.start_next_cycle()


async def main():
    up, down = Pipe(), Pipe()
    client = h11.Connection(h11.CLIENT)
    async with asyncio.TaskGroup() as group:
        group.create_task(server(up, down))
        for body in (b"hello", b"again"):
            await ask(client, down, up, body)
    broken = h11.Connection(h11.SERVER)
    broken.receive_data(b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
    try:
        broken.next_event()
    except h11.RemoteProtocolError as error:
        print(error, error.error_status_hint)
    for wrong in (lambda: h11.Request(method="GET", target="/", headers=[]), lambda: client.send(h11.Data(data=b"x"))):
        try:
            wrong()
        except h11.LocalProtocolError as error:
            print(error)


asyncio.run(main())
