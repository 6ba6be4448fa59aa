# The smallest web application: no framework, only what uvicorn calls.
# Look for: a task for each request; /slow keeps nobody else waiting.
import asyncio


async def app(scope, receive, send):
    if scope["type"] == "lifespan":  # start and end of the server
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    if scope["path"] == "/slow":
        await asyncio.sleep(1)
    body = f"Hello from {scope['path']}\n".encode()
    headers = [
        (b"content-type", b"text/plain"),
        (b"content-length", str(len(body)).encode()),
    ]
    start = {"type": "http.response.start", "status": 200}
    await send(start | {"headers": headers})
    await send({"type": "http.response.body", "body": body})
