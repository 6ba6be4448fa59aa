"""starlette, through its test client, and httpx straight to the application and to a made-up transport."""
import asyncio
import contextlib
import httpx
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient


async def home(request: Request):
    await asyncio.sleep(0.05)
    return JSONResponse({"q": dict(request.query_params), "agent": request.headers.get("user-agent", "")[:5]})


async def item(request):
    if request.path_params["number"] > 9:
        raise HTTPException(404, detail="no such item")
    return JSONResponse(await request.json(), background=BackgroundTask(print, "in the background"))


def threaded(request):
    return PlainTextResponse("from a thread")


async def stream(request):
    async def chunks():
        for each in "abc":
            await asyncio.sleep(0.01)
            yield each

    return StreamingResponse(chunks(), media_type="text/plain")


async def form(request):
    data = await request.form()
    return PlainTextResponse(f"{data['name']} {data['file'].filename} {await data['file'].read()}")


async def socket(websocket):
    await websocket.accept()
    async for text in websocket.iter_text():
        await websocket.send_text(text.upper())
        if text == "bye":
            await websocket.close(1001)
            break


async def fails(request):
    raise RuntimeError("unforeseen")


@contextlib.asynccontextmanager
async def lifespan(app):
    print("starting")
    yield {"shared": 1}
    print("stopping")


routes = [
    Route("/", home),
    Route("/items/{number:int}", item, methods=["POST"]),
    Route("/thread", threaded),
    Route("/stream", stream),
    Route("/form", form, methods=["POST"]),
    Route("/fails", fails),
    WebSocketRoute("/ws", socket),
    Mount("/sub", routes=[Route("/x", threaded)]),
]
app = Starlette(routes=routes, lifespan=lifespan, middleware=[Middleware(CORSMiddleware, allow_origins=["*"])])

with TestClient(app) as client:
    print(client.get("/?a=1&b=2").json())
    print(client.post("/items/3", json={"n": 1}).json(), client.post("/items/10", json={}).text, client.get("/items/3").status_code)
    print(client.get("/thread").text, client.get("/sub/x").text, client.get("/stream").text, client.get("/none").status_code)
    print(client.post("/form", data={"name": "n"}, files={"file": ("f.txt", b"bytes")}).text)
    print(client.get("/thread", headers={"Origin": "http://a"}).headers["access-control-allow-origin"])
    with client.websocket_connect("/ws") as websocket:
        websocket.send_text("hello")
        print(websocket.receive_text())
        websocket.send_text("bye")
        print(websocket.receive_text(), websocket.receive())
    try:
        client.get("/fails")
    except RuntimeError as error:
        print("raised", error)
print(TestClient(app, raise_server_exceptions=False).get("/fails").text)


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        answers = await asyncio.gather(*(client.get("/", params={"n": n}) for n in range(3)))
        print([answer.json()["q"] for answer in answers], answers[0].http_version, answers[0].headers["content-type"])
        async with client.stream("GET", "/stream") as response:
            print([chunk async for chunk in response.aiter_text()])

    def answer(request):
        if request.url.path == "/redirect":
            return httpx.Response(302, headers={"Location": "/there"})
        if request.url.path == "/slow":
            raise httpx.ReadTimeout("too slow", request=request)
        return httpx.Response(200 if request.url.path == "/there" else 503, json={"method": request.method, "body": request.content.decode()})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="https://api.example.com", follow_redirects=True, auth=("u", "p")) as client:
        response = await client.get("/redirect")
        print(response, response.history, response.url, response.request.headers["authorization"])
        response = await client.put("/other", json={"é": 1})
        print(response.text, response.is_error, response.reason_phrase)
        try:
            response.raise_for_status()
        except httpx.HTTPStatusError as error:
            print(str(error).splitlines()[0])
        try:
            await client.get("/slow")
        except httpx.TimeoutException as error:
            print(type(error).__name__, error)
        try:
            await client.get("ftp://x")
        except httpx.HTTPError as error:
            print(type(error).__name__, error)
    print(httpx.URL("http://a/b?c=1").copy_merge_params({"d": "2"}), httpx.Headers({"A": "1"}), httpx.Timeout(5.0, connect=1.0))


asyncio.run(main())
