import os
import sqlite3

with open("notes.db", "w") as file:
    file.write("These are notes, and no database at all. " * 30)
connection = sqlite3.connect("notes.db")
try:
    connection.execute("SELECT * FROM sqlite_master")
except sqlite3.DatabaseError as error:
    print(type(error).__name__, error, error.sqlite_errorname)
connection.close()
for path in ("no/such/folder/x.db", "/tmp"):
    try:
        sqlite3.connect(path).execute("SELECT 1")
    except sqlite3.OperationalError as error:
        print(error)
try:
    sqlite3.connect("file:absent.db?mode=ro", uri=True)
except sqlite3.OperationalError as error:
    print(error)
sqlite3.connect("there.db").executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1);")
readonly = sqlite3.connect("file:there.db?mode=ro", uri=True)
print(readonly.execute("SELECT a FROM t").fetchall())
try:
    readonly.execute("INSERT INTO t VALUES (2)")
except sqlite3.OperationalError as error:
    print(error)
print(os.path.getsize("there.db") > 0, os.path.exists("there.db-journal"))
sqlite3.connect("notes.db").execute("CREATE TABLE t (a)")
