import sqlite3

connection = sqlite3.connect(":memory:")
connection.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INTEGER CHECK (age >= 0))")
connection.execute("INSERT INTO people VALUES (1, 'Ada', 36)")

attempts = [
    ("SELEC 1", ()),
    ("SELECT * FROM nobody", ()),
    ("SELECT name, shoe FROM people", ()),
    ("INSERT INTO people VALUES (1, 'Bob', 20)", ()),
    ("INSERT INTO people VALUES (2, 'Ada', 20)", ()),
    ("INSERT INTO people VALUES (2, NULL, 20)", ()),
    ("INSERT INTO people VALUES (2, 'Cy', -1)", ()),
    ("INSERT INTO people VALUES ('x', 'Cy', 1)", ()),
    ("SELECT ?", ()),
    ("SELECT ?", (1, 2)),
    ("SELECT :a", {"b": 1}),
    ("SELECT ?", (object,)),
    ("SELECT ?", (2**70,)),
    ("SELECT 1; SELECT 2", ()),
    ("SELECT ?", 5),
    ("SELECT abs(-9223372036854775808)", ()),
]
for sql, parameters in attempts:
    try:
        print(connection.execute(sql, parameters).fetchall())
    except Exception as error:
        name = getattr(error, "sqlite_errorname", None)
        print(f"{sql}: {type(error).__name__}: {error} {name}")
connection.execute("DROP TABLE missing")
