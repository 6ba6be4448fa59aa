# With BackgroundTasks the mail goes out behind the answer.
# Look for: the request's task lives on after its last byte, while the
# connection takes the next request; the server ends after the mails.
import asyncio
import time

import httpx
import uvicorn
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


async def send_mail(user):
    await asyncio.sleep(2)  # asks the mail server
    print("mail sent to", user)


@app.post("/orders/{user}")
async def order(user: str, background: BackgroundTasks):
    background.add_task(send_mail, user)
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
