# With a task of its own the mail is nobody's: nobody waits for it.
# Look for: both answers come at once, and the end of the server
# cancels what is still on its way: no mail is sent.
import asyncio
import time

import httpx
import uvicorn
from fastapi import FastAPI

app = FastAPI()


async def send_mail(user):
    await asyncio.sleep(2)  # asks the mail server
    print("mail sent to", user)


@app.post("/orders/{user}")
async def order(user: str):
    asyncio.create_task(send_mail(user))
    return f"thank you, {user}"


async def main():
    config = uvicorn.Config(app, port=8000, log_level="warning")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(), name="server")
    while not server.started:
        await asyncio.sleep(0.1)
    began = time.monotonic()
    url = "http://localhost:8000"
    async with httpx.AsyncClient(base_url=url) as web:
        for user in ("ann", "bob"):
            answer = await web.post(f"/orders/{user}")
            took = time.monotonic() - began
            print(answer.json(), f"after {took:.0f} s")
    server.should_exit = True
    await serving


asyncio.run(main())
