import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

connection = sqlite3.connect("counters.db")
connection.execute("CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER)")
connection.execute("INSERT INTO counters VALUES ('hits', 0)")
connection.commit()


def misuse():
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError as error:
        print(str(error).split(". The object")[0])


thread = threading.Thread(target=misuse)
thread.start()
thread.join()

local = threading.local()


def hit(times):
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect("counters.db", timeout=30)
    for _ in range(times):
        with local.connection:
            local.connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'hits'")
    return times


with ThreadPoolExecutor(4) as pool:
    print(sum(pool.map(hit, [5, 10, 15, 20])))
print(connection.execute("SELECT value FROM counters").fetchone())

shared = sqlite3.connect(":memory:", check_same_thread=False)
shared.execute("CREATE TABLE log (entry INTEGER)")
guard = threading.Lock()


def write(entry):
    with guard:
        shared.execute("INSERT INTO log VALUES (?)", (entry,))


threads = [threading.Thread(target=write, args=(entry,)) for entry in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
shared.commit()
print(shared.execute("SELECT entry FROM log ORDER BY entry").fetchall())
