# A chat: who connects by WebSocket hears what anybody says.
# Look for: a task for each connection; a word wakes every client.
import asyncio

import uvicorn
from fastapi import FastAPI, WebSocket
from websockets.asyncio.client import connect

app = FastAPI()
members: list[WebSocket] = []


@app.websocket("/chat/{name}")
async def chat(socket: WebSocket, name: str):
    await socket.accept()
    members.append(socket)
    try:
        async for word in socket.iter_text():
            for member in list(members):
                await member.send_text(f"{name}: {word}")
    finally:
        members.remove(socket)


async def talk(name, pause, *words):
    async with connect(f"ws://127.0.0.1:8000/chat/{name}") as socket:
        for word in words:
            await asyncio.sleep(pause)
            await socket.send(word)
        print(name, "heard", [await socket.recv() for _ in range(4)])


async def main():
    config = uvicorn.Config(app, port=8000, log_level="warning")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(), name="server")
    while not server.started:
        await asyncio.sleep(0.1)
    ann = talk("Ann", 1, "Hi!", "Bye.")
    await asyncio.gather(ann, talk("Bob", 1.5, "Hello.", "See you."))
    server.should_exit = True
    await serving


asyncio.run(main())
