# One process: four requests that wait, then four that compute.
# Look for: those that wait are done together after 1 s; those that
# compute stand in a row, for there is one loop, on one core.
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
