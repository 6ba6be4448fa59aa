from pydantic import BaseModel


class Book(BaseModel):
    title: str
    year: int


BOOKS = {
    1: Book(title="Emma", year=1815),
    2: Book(title="Dune", year=1965),
}
