import asyncio
import sqlite3


def prepare():
    connection = sqlite3.connect("queue.db")
    connection.execute("CREATE TABLE jobs (id INTEGER PRIMARY KEY, worker TEXT)")
    connection.executemany("INSERT INTO jobs (id) VALUES (?)", ((number,) for number in range(1, 7)))
    connection.commit()
    connection.close()


def claim(worker):
    connection = sqlite3.connect("queue.db", timeout=10, isolation_level=None)
    claimed = []
    try:
        while True:
            connection.execute("BEGIN IMMEDIATE")
            row = connection.execute("SELECT id FROM jobs WHERE worker IS NULL ORDER BY id LIMIT 1").fetchone()
            if row is None:
                connection.execute("ROLLBACK")
                return claimed
            connection.execute("UPDATE jobs SET worker = ? WHERE id = ?", (worker, row[0]))
            connection.execute("COMMIT")
            claimed.append(row[0])
    finally:
        connection.close()


async def main():
    prepare()
    results = await asyncio.gather(asyncio.to_thread(claim, "a"), asyncio.to_thread(claim, "b"))
    print(sorted(sum(results, [])))
    connection = sqlite3.connect("queue.db")
    print(connection.execute("SELECT count(*), count(worker) FROM jobs").fetchone())
    connection.close()


asyncio.run(main())
