# A bookstore's API, as its tutorial has it: in two files, served in
# one terminal and asked in another. Type there, and it is done anew.
# Look for: one task a request, five at a time; and /slow, which holds
# all that came with it.
import asyncio
import time

from books import BOOKS, Book
from fastapi import FastAPI, HTTPException

app = FastAPI(title="Bookstore")


@app.get("/books")
async def list_books() -> list[Book]:
    await asyncio.sleep(0.2)
    return list(BOOKS.values())


@app.get("/books/{number}")
async def one_book(number: int) -> Book:
    if number not in BOOKS:
        raise HTTPException(status_code=404, detail="Book not found")
    return BOOKS[number]


@app.get("/slow")
async def slow() -> str:
    time.sleep(1)
    return "sorry"
