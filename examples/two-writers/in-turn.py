# The same two, and nothing is asked while the lock is held.
# Look for: both have written, and neither waited for the other.
import asyncio
import sqlite3
import time


def write(name, seconds):
    time.sleep(seconds)  # asks somebody else, before
    with sqlite3.connect("shop.db", timeout=2) as database:
        database.execute("INSERT INTO orders VALUES (?)", [name])
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
