# Four processes share the port, each with a loop of its own.
# Look for: four times the computing in the same time, on four cores;
# what only waits was at its best with one.
import asyncio
import os

from fastapi import FastAPI

app = FastAPI()


@app.get("/wait")
async def wait():
    await asyncio.sleep(1)
    return os.getpid()


@app.get("/compute")
async def compute():
    return sum(n * n for n in range(3_000_000))
