import sqlite3
import time

first = sqlite3.connect("shared.db")
second = sqlite3.connect("shared.db", timeout=2)
first.execute("CREATE TABLE notes (text TEXT)")
first.commit()

first.execute("INSERT INTO notes VALUES ('from the first')")
print("second sees", second.execute("SELECT * FROM notes").fetchall())
began = time.monotonic()
try:
    second.execute("INSERT INTO notes VALUES ('from the second')")
except sqlite3.OperationalError as error:
    print(error, error.sqlite_errorname, round(time.monotonic() - began))
first.commit()
second.rollback()
print("second sees", second.execute("SELECT * FROM notes").fetchall())
second.execute("INSERT INTO notes VALUES ('from the second')")
second.commit()
print([text for (text,) in first.execute("SELECT text FROM notes")])

# Who reads keeps others from committing.
reader = first.execute("SELECT text FROM notes")
print(next(reader))
second.execute("PRAGMA busy_timeout = 1000")
second.execute("INSERT INTO notes VALUES ('late')")
began = time.monotonic()
try:
    second.commit()
except sqlite3.OperationalError as error:
    print(error, round(time.monotonic() - began))
print(reader.fetchall())
second.commit()
print(first.execute("SELECT count(*) FROM notes").fetchone())
