# A middleware that answers by itself: nothing within it runs.
# Look for: without a key a request never comes to its endpoint.
import asyncio

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def key(request: Request, call_next):
    if "x-key" not in request.headers:
        return JSONResponse("Who are you?", status_code=401)
    return await call_next(request)


@app.middleware("http")
async def guard(request: Request, call_next):
    try:
        response = await call_next(request)
    except ZeroDivisionError as error:
        print("guard: caught", repr(error))
        return JSONResponse("Try later", status_code=503)
    print("guard: status", response.status_code)
    return response


@app.get("/share/{count}")
async def share(count: int):
    return 12 / count


async def main():
    app_itself = httpx.ASGITransport(app)
    web = httpx.AsyncClient(transport=app_itself, base_url="http://x")
    for path, key in (("/4", "k"), ("/4", ""), ("/0", "k")):
        headers = {"x-key": key} if key else {}
        answer = await web.get(f"/share{path}", headers=headers)
        print(answer.status_code, answer.json())
    await web.aclose()


asyncio.run(main())
