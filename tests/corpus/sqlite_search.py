import sqlite3

connection = sqlite3.connect(":memory:")
connection.executescript("""
    CREATE VIRTUAL TABLE docs USING fts5(title, body);
    INSERT INTO docs VALUES ('Loops', 'An event loop runs callbacks and tasks'), ('Tasks', 'A task wraps a coroutine'),
        ('Threads', 'A thread pool runs blocking code');
    CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (parent REFERENCES parent (id));
""")
print(connection.execute("SELECT title FROM docs WHERE docs MATCH 'runs' ORDER BY title").fetchall())
print(connection.execute("SELECT highlight(docs, 1, '[', ']') FROM docs WHERE docs MATCH 'task*' ORDER BY rowid").fetchall())
connection.execute("INSERT INTO child VALUES (9)")
print("foreign keys are off:", connection.execute("PRAGMA foreign_keys").fetchone())
connection.commit()
connection.execute("PRAGMA foreign_keys = ON")
try:
    connection.execute("INSERT INTO child VALUES (8)")
except sqlite3.IntegrityError as error:
    print(error)
print(connection.execute("SELECT json_extract('{\"a\": [1, {\"b\": 2}]}', '$.a[1].b'), round(sqrt(2), 6), printf('%05d', 42)").fetchone())
print(connection.execute("WITH RECURSIVE f(a, b) AS (VALUES (0, 1) UNION ALL SELECT b, a + b FROM f LIMIT 10) SELECT group_concat(a) FROM f").fetchone())
print(connection.execute("SELECT strftime('%Y-%m-%d', 0, 'unixepoch'), date('2024-01-31', '+1 month'), julianday('2000-01-01')").fetchone())
