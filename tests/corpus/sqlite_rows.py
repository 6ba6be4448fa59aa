import sqlite3
from collections import namedtuple

connection = sqlite3.connect(":memory:")
connection.row_factory = sqlite3.Row
row = connection.execute("SELECT 'Ada' AS name, 36 AS Age").fetchone()
print(row["name"], row["AGE"], row[0], row[-1], row.keys(), len(row), tuple(row), dict(row))
print("name" in row.keys(), "Ada" in row, row == connection.execute("SELECT 'Ada' AS name, 36 AS Age").fetchone())
for key in ("shoe", 7, None):
    try:
        row[key]
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)


def dictionary(cursor, row):
    return {column[0]: value for column, value in zip(cursor.description, row)}


connection.row_factory = dictionary
print(connection.execute("SELECT 1 AS one, NULL AS nothing").fetchall())


def record(cursor, row):
    return namedtuple("Record", [column[0] for column in cursor.description])._make(row)


cursor = connection.cursor()
cursor.row_factory = record
print(cursor.execute("SELECT 1 AS one, x'00ff' AS bytes, 2.5 AS real").fetchone())
connection.row_factory = lambda cursor, row: row[0]
print(connection.execute("SELECT value FROM json_each('[3, 1, 2]')").fetchall())
connection.text_factory = bytes
print(connection.execute("SELECT 'é'").fetchone())
connection.text_factory = lambda data: data.decode(errors="ignore").upper()
print(connection.execute("SELECT 'straße'").fetchone())
