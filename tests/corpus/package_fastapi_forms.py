"""fastapi: forms and files, and what is said of those that are wrong."""
import io, json
from typing import Annotated
from fastapi import FastAPI, File, Form, UploadFile
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()


class Login(BaseModel):
    model_config = {"extra": "forbid"}
    user: str = Field(min_length=3)
    age: int = 0


@app.post("/login")
async def login(data: Annotated[Login, Form()]):
    return data


@app.post("/form")
async def form(name: Annotated[str, Form()], n: Annotated[list[int], Form()] = [], agree: Annotated[bool, Form()] = False):
    return {"name": name, "n": n, "agree": agree}


@app.post("/file")
async def file(file: Annotated[bytes, File(description="bytes")], note: Annotated[str | None, Form()] = None):
    return {"size": len(file), "note": note}


@app.post("/upload")
async def upload(files: list[UploadFile], token: Annotated[str, Form(max_length=3)]):
    out = []
    for f in files:
        data = await f.read()
        await f.seek(2)
        out.append([f.filename, f.content_type, f.size, len(data), (await f.read(3)).decode(), dict(f.headers)])
    return {"files": out, "token": token}


c = TestClient(app)


def show(r):
    print(r.status_code, json.dumps(r.json()))


show(c.post("/login", data={"user": "bob", "age": "3"}))
show(c.post("/login", data={"user": "b", "age": "x", "more": "1"}))
show(c.post("/form", data={"name": "é", "n": ["1", "2"], "agree": "on"}))
show(c.post("/form", data={"n": ["1", "z"]}))
show(c.post("/form", json={"name": "x"}))
show(c.post("/file", files={"file": b"12345"}, data={"note": "n"}))
show(c.post("/file"))
show(c.post("/file", data={"file": "text"}))
show(c.post("/upload", files=[("files", ("a.txt", io.BytesIO(b"hello"), "text/plain")), ("files", ("ü.bin", b"\x00\x01abcdef"))], data={"token": "abc"}))
show(c.post("/upload", data={"token": "abcd"}))
show(c.post("/upload", content=b"--x\r\nbad", headers={"content-type": "multipart/form-data; boundary=x"}))
print(json.dumps(c.get("/openapi.json").json()["components"]))
