"""fastapi: dependencies with yield, lifespan, security, WebSocket, handlers of exceptions."""
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException, Request, WebSocket
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials, OAuth2PasswordBearer, APIKeyHeader, HTTPBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient

log = []


@asynccontextmanager
async def lifespan(app):
    log.append("startup")
    yield {"pool": [1, 2]}
    log.append("shutdown")


app = FastAPI(lifespan=lifespan)


async def db():
    log.append("open")
    try:
        yield "db"
    except Exception as error:
        log.append(f"rollback {error!r}")
        raise
    finally:
        log.append("close")


def sync_dep(x: int = 1):
    log.append("sync in")
    yield x
    log.append("sync out")


class Pages:
    def __init__(self, skip: int = 0, limit: int = 10):
        self.skip, self.limit = skip, limit


@app.get("/a")
async def a(db: Annotated[str, Depends(db)], x: Annotated[int, Depends(sync_dep)], tasks: BackgroundTasks, pages: Annotated[Pages, Depends()], request: Request):
    tasks.add_task(log.append, "background")
    log.append("handler")
    return {"db": db, "x": x, "skip": pages.skip, "pool": request.state.pool}


@app.get("/fail")
async def fail(db=Depends(db)):
    raise HTTPException(418, "teapot")


class Bad(Exception):
    pass


@app.exception_handler(Bad)
async def bad(request, error):
    return JSONResponse({"bad": str(error), "path": request.url.path}, 400)


@app.get("/bad")
def bad_(db=Depends(db)):
    raise Bad("very")


@app.get("/boom")
def boom():
    return 1 / 0


oauth = OAuth2PasswordBearer(tokenUrl="token", scopes={"me": "Read me"})
basic = HTTPBasic()


@app.get("/me")
async def me(token: Annotated[str, Depends(oauth)]):
    return token


@app.get("/basic")
async def basic_(c: Annotated[HTTPBasicCredentials, Depends(basic)]):
    return c


@app.get("/key")
async def key(k: Annotated[str, Depends(APIKeyHeader(name="x-key"))]):
    return k


@app.get("/bearer")
async def bearer(k=Depends(HTTPBearer())):
    return k


@app.post("/token")
async def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    return {"user": form.username, "scopes": form.scopes}


async def ws_dep(ws: WebSocket, token: str | None = None):
    log.append("ws dep")
    yield token
    log.append("ws out")


@app.websocket("/ws/{room}")
async def ws(ws: WebSocket, room: int, token=Depends(ws_dep)):
    await ws.accept(subprotocol="chat", headers=[(b"x-a", b"b")])
    await ws.send_json({"room": room, "token": token})
    async for text in ws.iter_text():
        if text == "bye":
            await ws.close(4001, "done")
            return
        await ws.send_text(text[::-1])


def show(answer):
    print(answer.status_code, dict(answer.headers), answer.text, log)
    log.clear()


with TestClient(app) as client:
    show(client.get("/a?x=3&skip=2"))
    show(client.get("/fail"))
    show(client.get("/bad"))
    show(client.get("/me"))
    show(client.get("/me", headers={"Authorization": "Bearer abc"}))
    show(client.get("/basic"))
    show(client.get("/basic", auth=("ann", "pw")))
    show(client.get("/basic", headers={"Authorization": "Basic !!!"}))
    show(client.get("/key"))
    show(client.get("/bearer"))
    show(client.get("/bearer", headers={"Authorization": "Bearer zz"}))
    show(client.post("/token", data={"username": "u", "password": "p", "scope": "a b"}))
    show(client.post("/token", data={"username": "u"}))
    try:
        client.get("/boom")
    except ZeroDivisionError as error:
        print(repr(error))
    with client.websocket_connect("/ws/3?token=t", subprotocols=["chat"]) as socket:
        print(socket.accepted_subprotocol, socket.extra_headers, socket.receive_json())
        socket.send_text("abc")
        print(socket.receive_text())
        socket.send_text("bye")
        try:
            socket.receive_text()
        except Exception as error:
            print(repr(error), error.code, error.reason)
    try:
        with client.websocket_connect("/ws/x"):
            pass
    except Exception as error:
        print(type(error), error.code, error.reason)
    print(log)
    log.clear()
print(log)
quiet = TestClient(app, raise_server_exceptions=False)
show(quiet.get("/boom"))
app.dependency_overrides[db] = lambda: "fake"
show(quiet.get("/fail"))
