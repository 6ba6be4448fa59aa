# What a server asks of an ASGI application, done by hand: one call
# for each request, and two coroutines to talk with.
# Look for: the app waits at receive() until the body is there.
import asyncio


async def app(scope, receive, send):
    print("app:", scope["method"], scope["path"])
    message = await receive()
    answer = message["body"].upper()
    headers = [(b"content-type", b"text/plain")]
    start = {"type": "http.response.start", "status": 200}
    await send(start | {"headers": headers})
    await send({"type": "http.response.body", "body": answer})


async def receive():
    await asyncio.sleep(1)  # the body is still on its way
    return {"type": "http.request", "body": b"hello"}


async def send(message):
    await asyncio.sleep(0.5)  # the network takes its time
    print("server:", message)


async def main():
    scope = {"type": "http", "method": "POST", "path": "/shout"}
    await app(scope, receive, send)


asyncio.run(main())
