# A first application, as FastAPI's tutorial begins.
# Look for: /items/five is answered with 422 before any code of ours
# runs; /docs and /openapi.json are made from the type hints.
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def root():
    return {"message": "Hello World"}


@app.get("/items/{item_id}")
async def read_item(item_id: int, q: str | None = None):
    return {"item_id": item_id, "q": q}
