import asyncio
import sqlite3
from dataclasses import dataclass


@dataclass
class Task:
    title: str
    done: bool = False
    id: int | None = None


class Repository:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)
        self.connection.row_factory = sqlite3.Row
        self.connection.execute("CREATE TABLE IF NOT EXISTS tasks (id INTEGER PRIMARY KEY, title TEXT, done INTEGER)")
        self.lock = asyncio.Lock()

    async def add(self, task):
        async with self.lock, self.transaction():
            cursor = self.connection.execute("INSERT INTO tasks (title, done) VALUES (?, ?) RETURNING id", (task.title, task.done))
            task.id = cursor.fetchone()["id"]
            await asyncio.sleep(0.1)
        return task

    def transaction(self):
        return Transaction(self.connection)

    async def all(self):
        rows = self.connection.execute("SELECT title, done, id FROM tasks ORDER BY id")
        return [Task(row["title"], bool(row["done"]), row["id"]) for row in rows]


class Transaction:
    def __init__(self, connection):
        self.connection = connection

    async def __aenter__(self):
        self.connection.execute("BEGIN IMMEDIATE")

    async def __aexit__(self, kind, error, traceback):
        if kind is None:
            self.connection.commit()
        else:
            self.connection.rollback()


async def main():
    repository = Repository("tasks.db")
    added = await asyncio.gather(*(repository.add(Task(title)) for title in ("tea", "bread", "sleep")))
    print([task.id for task in added])
    try:
        async with repository.transaction():
            repository.connection.execute("DELETE FROM tasks")
            raise ValueError("changed my mind")
    except ValueError as error:
        print(error)
    for task in await repository.all():
        print(task)


asyncio.run(main())
