# ASGI: an application is a coroutine, which receives and sends. All
# requests share one thread, and each waits at its own await.
# Look for: eight requests, eight tasks, no thread but one: 1 s.
import asyncio
import time

import httpx
import uvicorn


async def app(scope, receive, send):
    await asyncio.sleep(1)  # asks the database
    await send({"type": "http.response.start", "status": 200})
    body = f"hello {scope['path']}".encode()
    await send({"type": "http.response.body", "body": body})


async def main():
    config = uvicorn.Config(
        app, port=8000, log_level="warning", lifespan="off"
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(), name="server")
    while not server.started:
        await asyncio.sleep(0.1)
    began = time.monotonic()
    url = "http://localhost:8000"
    async with httpx.AsyncClient(base_url=url) as web:
        asked = (web.get(f"/{number}") for number in range(8))
        for answer in await asyncio.gather(*asked):
            print(answer.text)
    print(f"after {time.monotonic() - began:.0f} s")
    server.should_exit = True
    await serving


asyncio.run(main())
