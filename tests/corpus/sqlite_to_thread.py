import asyncio
import sqlite3
import time


def count(minimum):
    with sqlite3.connect("numbers.db") as connection:
        connection.create_function("slow", 1, lambda value: time.sleep(0.1) or value)
        return connection.execute("SELECT count(*) FROM numbers WHERE slow(n) >= ?", (minimum,)).fetchone()[0]


async def ticker():
    for tick in range(3):
        print("tick", tick)
        await asyncio.sleep(0.2)


async def main():
    with sqlite3.connect("numbers.db") as connection:
        connection.execute("CREATE TABLE numbers (n INTEGER)")
        connection.executemany("INSERT INTO numbers VALUES (?)", ((n,) for n in range(5)))
    ticking = asyncio.create_task(ticker())
    began = time.monotonic()
    print(await asyncio.gather(*(asyncio.to_thread(count, minimum) for minimum in (1, 3))))
    print(time.monotonic() - began < 0.9)
    await ticking


asyncio.run(main())
