import os
import sqlite3

source = sqlite3.connect(":memory:")
source.executescript("""
    CREATE TABLE pages (id INTEGER PRIMARY KEY, text TEXT);
    CREATE INDEX by_text ON pages (text);
    CREATE VIEW short AS SELECT * FROM pages WHERE length(text) < 5;
""")
with source:
    source.executemany("INSERT INTO pages (text) VALUES (?)", ((f"page {number}",) for number in range(3)))
print("\n".join(source.iterdump()))

target = sqlite3.connect("copy.db")
steps = []
source.backup(target, pages=1, progress=lambda status, remaining, total: steps.append((status, remaining, total)))
print(steps)
print(target.execute("SELECT count(*) FROM pages").fetchone(), os.path.getsize("copy.db"))
target.close()

data = source.serialize()
print(len(data), data[:16])
other = sqlite3.connect(":memory:")
other.deserialize(data)
print(other.execute("SELECT text FROM pages").fetchall())

other.execute("CREATE TABLE files (content BLOB)")
other.execute("INSERT INTO files VALUES (zeroblob(10))")
with other.blobopen("files", "content", 1) as blob:
    blob.write(b"hello")
    blob[6:9] = b"you"
    blob.seek(0)
    print(len(blob), blob.tell(), blob.read(5), blob[6], blob[6:9])
    try:
        blob.write(b"much too long")
    except ValueError as error:
        print(error)
print(other.execute("SELECT content FROM files").fetchone())
print(sqlite3.complete_statement("SELECT 1;"), sqlite3.complete_statement("SELECT 1"))
