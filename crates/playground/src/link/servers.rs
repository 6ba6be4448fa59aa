//! What version 2 takes for granted besides version 1's dictionary.

/// Text that links of version 2 refer back to, before version 1's: the phrases of short servers, their clients and what is
/// typed to start them, the likeliest last. **Frozen:** one changed byte and no link of version 2 opens.
pub(super) const SERVERS: &str = r#"
<!doctype html>
<html lang="en">
<head>
    <meta charset="utf-8">
    <title>{{ title }}</title>
</head>
<body>
    <h1>{{ heading }}</h1>
    <ul>
    {% for item in items %}
        <li>{{ item.name }}</li>
    {% else %}
    {% endif %}
    {% endfor %}
    </ul>
</body>
</html>
{% extends "base.html" %}
{% block content %}{% endblock %}
DATABASE_URL=sqlite+aiosqlite:///./books.db
SECRET_KEY=change-me
DEBUG=true
[project]
requires-python = ">=3.12"
dependencies = [
from flask import Flask, jsonify, render_template, request
app = Flask(__name__)
@app.route("/", methods=["GET", "POST"])
    return jsonify(
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"Hello
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Mount, Route, WebSocketRoute
app = Starlette(routes=[
    Route("/", homepage),
from sqlalchemy import ForeignKey, String, create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
class Base(DeclarativeBase):
    __tablename__ = "
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(
engine = create_async_engine("sqlite+aiosqlite://
    await session.execute(select(
    await session.commit()
    await session.refresh(
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
from concurrent.futures import ThreadPoolExecutor
import sqlite3
import json
import os
import socket
import sys
from typing import Annotated
from datetime import datetime, timedelta
from contextlib import asynccontextmanager
from collections.abc import AsyncIterator
async def app(scope, receive, send):
    assert scope["type"] == "http"
    if scope["type"] == "lifespan":
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await send({"type": "lifespan.shutdown.complete"})
                return
    body = b""
    more_body = True
        body += message.get("body", b"")
        more_body = message.get("more_body", False)
    await send({
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"content-type", b"text/plain; charset=utf-8")],
    })
    await send({"type": "http.response.body", "body": b"Hello, world
    await send({"type": "websocket.accept"})
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, StreamingResponse
from fastapi.security import OAuth2PasswordBearer
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from fastapi.testclient import TestClient
from fastapi import APIRouter, BackgroundTasks, Body, Cookie, Depends, FastAPI, File, Form, Header, HTTPException, Path, Query, Request, Response, UploadFile, WebSocket, WebSocketDisconnect, status
from pydantic import BaseModel, ConfigDict, EmailStr, Field, ValidationError, field_validator, model_validator
router = APIRouter(prefix="/books", tags=["books"])
app.include_router(
templates = Jinja2Templates(directory="templates")
app.add_middleware(
    allow_origins=["*"],
@app.exception_handler(
@app.middleware("http")
async def add_process_time_header(request: Request, call_next):
    started = time.perf_counter()
    response = await call_next(request)
    response.headers["X-Process-Time"] = 
    return response
@app.websocket("/ws")
async def websocket_endpoint(websocket: WebSocket):
    await websocket.accept()
        while True:
            text = await websocket.receive_text()
            await websocket.send_text(f"
    except WebSocketDisconnect:
async def get_session() -> AsyncIterator[AsyncSession]:
    yield session
async def get_db():
    try:
        yield db
    finally:
        await db.close()
session: Annotated[AsyncSession, Depends(get_session)]
    background_tasks.add_task(
    raise HTTPException(status_code=404, detail="Book not found")
    raise HTTPException(status_code=status.HTTP_404_NOT_FOUND, detail="Not found")
    model_config = ConfigDict(from_attributes=True)
class BookIn(BaseModel):
class Book(BaseModel):
    id: int
    title: str = Field(min_length=1, max_length=
    author: str
    year: int | None = None
    price: float = Field(gt=0)
class Item(BaseModel):
    name: str
    description: str | None = None
books: dict[int, Book] = {}
@asynccontextmanager
async def lifespan(app: FastAPI):
    yield
app = FastAPI(title="Bookstore", lifespan=lifespan)
app = FastAPI()
@app.delete("/books/{book_id}", status_code=204)
async def delete_book(book_id: int):
@app.put("/books/{book_id}")
async def update_book(book_id: int, book: Book):
@app.post("/books", status_code=201, response_model=Book)
async def create_book(book: Book) -> Book:
@app.get("/books/{book_id}")
async def get_book(book_id: int) -> Book:
@app.get("/books")
async def list_books(skip: int = 0, limit: int = 10) -> list[Book]:
@app.get("/sync")
def read_sync():
@app.get("/blocking")
async def read_blocking():
@app.get("/items/{item_id}")
async def read_item(item_id: int, q: str | None = None):
@app.get("/")
async def read_root():
async def root():
async def index():
    return {"Hello": "World"}
    return {"message": "Hello World"}
    return {"message": "Hello, world"}
    return {"status": "ok"}
if __name__ == "__main__":
    uvicorn.run("main:app", host="127.0.0.1", port=8000, reload=True, workers=4)
    uvicorn.run(app, host="0.0.0.0", port=8000, log_level="info")
import uvicorn
from fastapi import FastAPI
from main import app
from models import Book
from database import engine, get_session
from . import models, schemas
"files":[["database.py",640],["routers/books.py",512],["schemas.py",420],["templates/index.html",300],[".env",40],["client.py",210],["models.py",310]]
gunicorn main:app -w 4 -k uvicorn.workers.UvicornWorker
flask --app main run --debug
waitress-serve --port=8000 --threads=4 main:app
hypercorn main:app
fastapi dev main.py
python -m http.server 8000
python -m uvicorn main:app
python client.py
cat main.py
sleep 1
export
ls -la
hey -n 200 -c 20 http://127.0.0.1:8000/
hey -z 5s -q 50 http://localhost:8000/
curl -s -o /dev/null -w "%{http_code} %{time_total}\n" http://127.0.0.1:8000/
curl -X DELETE http://127.0.0.1:8000/books/1
curl -X PUT http://localhost:8000/books/1 -H "Content-Type: application/json" -d '{"title": "Emma", "author": "Jane Austen", "year": 1815}'
curl -X POST http://127.0.0.1:8000/books -H "Content-Type: application/json" -d '{"title": "Dune", "author": "Frank Herbert", "price": 9.99}'
curl -i -X POST --json '{"name": "
curl -N http://127.0.0.1:8000/stream
curl http://127.0.0.1:8000/items/5?q=somequery
curl -i http://localhost:8000/
1$ uvicorn main:app --host 0.0.0.0 --port 8000 --reload &
1$ python main.py
1$ uvicorn main:app --workers 4
1$ uvicorn main:app --port 8000
2$ curl http://127.0.0.1:8000/books
2$ curl http://127.0.0.1:8000/
3$ curl -i http://127.0.0.1:8000/
1$ waitress-serve main:app
2$ hey -n 100 -c 10 http://127.0.0.1:8000/
1$ ^C
1$ uvicorn main:app
2$ curl -i http://127.0.0.1:8000/
{"title":"Untitled","variants":[{"name":"script","bytes":1024,"files":[["models.py",310]],"typed":52}],"active":1,"cursor":1.5}
{"title":"Bookstore","variants":[{"name":"main","bytes":812,"typed":52}]}
"#;
