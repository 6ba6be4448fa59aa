# Two threads write to one SQLite file; one keeps its lock too long.
# Look for: the second waits for the lock, and gives up.
import asyncio
import sqlite3
import time


def write(name, seconds):
    with sqlite3.connect("shop.db", timeout=2) as database:
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            print(f"{name}: {error}")
            return
        database.execute("INSERT INTO orders VALUES (?)", [name])
        time.sleep(seconds)  # asks somebody else, the lock in hand
        print(f"{name}: wrote")


async def main():
    with sqlite3.connect("shop.db") as database:
        database.execute("CREATE TABLE orders (name TEXT)")
    await asyncio.gather(
        asyncio.to_thread(write, "Kim", 3),
        asyncio.to_thread(write, "Lee", 1),
    )
    rows = sqlite3.connect("shop.db").execute("SELECT * FROM orders")
    print([name for (name,) in rows])


asyncio.run(main())
