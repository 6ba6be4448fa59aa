# A plain function as handler: FastAPI runs it in a thread.
# Look for: a worker thread for each request; the loop stays free.
import asyncio
import time

import httpx
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel


class Book(BaseModel):
    number: int
    title: str


app = FastAPI()


@app.get("/books/{number}")
def book(number: int) -> Book:
    time.sleep(1)  # asks the database
    return Book(number=number, title=f"Volume {number}")


async def main():
    config = uvicorn.Config(app, port=8000, log_level="warning")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(), name="server")
    while not server.started:
        await asyncio.sleep(0.1)
    url = "http://127.0.0.1:8000/books/"
    async with httpx.AsyncClient(timeout=30) as client:
        answers = (client.get(f"{url}{n}") for n in range(6))
        for answer in await asyncio.gather(*answers):
            print(answer.status_code, answer.json())
    server.should_exit = True
    await serving


asyncio.run(main())
