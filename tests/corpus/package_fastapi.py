"""fastapi: a bookstore through its test client: parameters, bodies, 422s, response models, the OpenAPI document."""
from enum import Enum
from typing import Annotated

from fastapi import Body, Cookie, FastAPI, Header, HTTPException, Path, Query, Response, status
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field, HttpUrl


class Genre(str, Enum):
    fiction = "fiction"
    science = "science"


class Author(BaseModel):
    name: str = Field(min_length=2, max_length=20, examples=["Ada"])
    born: int | None = Field(default=None, ge=1000, le=2024)


class Book(BaseModel):
    title: str
    price: float = Field(gt=0, description="in euro")
    genre: Genre = Genre.fiction
    authors: list[Author] = []
    tags: set[str] = set()
    link: HttpUrl | None = None


class BookOut(BaseModel):
    id: int
    title: str
    price: float


app = FastAPI(title="Books", version="1.2.3", description="A *bookstore*.")
books: dict[int, Book] = {}


@app.post("/books", response_model=BookOut, status_code=status.HTTP_201_CREATED, tags=["books"])
async def create(book: Book, response: Response):
    """Create a book.

    - **title**: its title
    """
    number = len(books) + 1
    books[number] = book
    response.headers["Location"] = f"/books/{number}"
    return {"id": number, **book.model_dump(), "secret": 1}


@app.get("/books/{book_id}", response_model=BookOut, responses={404: {"description": "Not there"}}, tags=["books"])
def read(book_id: Annotated[int, Path(ge=1, title="The id")], q: Annotated[str | None, Query(max_length=5, pattern="^[a-z]+$")] = None):
    if book_id not in books:
        raise HTTPException(404, detail={"why": "no such book"}, headers={"X-Why": "gone"})
    return {"id": book_id, **books[book_id].model_dump()}


@app.get("/search")
async def search(
    genre: Genre | None = None, limit: Annotated[int, Query(gt=0, le=100)] = 10, tag: Annotated[list[str], Query()] = [],
    x_token: Annotated[str | None, Header()] = None, session: Annotated[str | None, Cookie()] = None, deep: bool = False,
):
    return {"genre": genre, "limit": limit, "tag": tag, "x_token": x_token, "session": session, "deep": deep}


@app.put("/books/{book_id}/price")
async def price(book_id: int, price: Annotated[float, Body(embed=True, gt=0)], importance: Annotated[int, Body()] = 1):
    return {"book_id": book_id, "price": price, "importance": importance}


client = TestClient(app)


def show(answer):
    print(answer.status_code, dict(answer.headers), answer.text)


show(client.post("/books", json={"title": "A", "price": 3, "authors": [{"name": "Ada"}], "tags": ["x", "x"], "link": "https://example.org"}))
show(client.post("/books", json={"title": "A", "price": -1, "genre": "poetry", "authors": [{"name": "A", "born": 1}, 3], "link": "nope"}))
show(client.post("/books", json=[1]))
show(client.post("/books", content=b"{\"title\": ", headers={"content-type": "application/json"}))
show(client.post("/books", content=b"title=1"))
show(client.post("/books"))
show(client.get("/books/1"))
show(client.get("/books/2"))
show(client.get("/books/0?q=TOOLONG"))
show(client.get("/books/x"))
show(client.get("/search", params={"genre": "science", "tag": ["a", "b"], "deep": "yes"}, headers={"X-Token": "t"}))
show(client.get("/search?limit=0&deep=maybe&genre=none"))
show(client.put("/books/1/price", json={"price": "2.5"}))
show(client.put("/books/1/price", json={"price": 0, "importance": "high"}))
show(client.delete("/books/1"))
show(client.get("/nothing"))
print(client.get("/openapi.json").text)
