# Two middlewares and a dependency around one endpoint.
# Look for: the middleware added last is the outermost: it sees the
# request first and the answer last. A dependency is within both.
import asyncio
import time

import httpx
from fastapi import Depends, FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def timing(request: Request, call_next):
    print("  timing: before")
    began = time.monotonic()
    response = await call_next(request)
    print(f"  timing: after {time.monotonic() - began:.1f} s")
    return response


@app.middleware("http")
async def logging(request: Request, call_next):
    print("logging:", request.method, request.url.path)
    response = await call_next(request)
    print("logging: answered")
    return response


async def session():
    print("    session: opened")
    yield "session"
    print("    session: closed")


@app.get("/")
async def home(session: str = Depends(session)):
    await asyncio.sleep(0.5)
    print("      home runs")
    return "hello"


transport = httpx.ASGITransport(app)
client = httpx.AsyncClient(transport=transport, base_url="http://x")
print(asyncio.run(client.get("/")).json())
