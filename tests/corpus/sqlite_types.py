import datetime
import json
import sqlite3


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __conform__(self, protocol):
        if protocol is sqlite3.PrepareProtocol:
            return f"{self.x};{self.y}"


def to_point(data):
    return Point(*map(float, data.split(b";")))


sqlite3.register_converter("point", to_point)
sqlite3.register_adapter(dict, json.dumps)
sqlite3.register_converter("json", json.loads)
sqlite3.register_adapter(datetime.date, lambda day: day.isoformat())
sqlite3.register_converter("date", lambda data: datetime.date.fromisoformat(data.decode()))
connection = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
connection.execute("CREATE TABLE things (place point, extra json, day date, flag BOOLEAN)")
connection.execute(
    "INSERT INTO things VALUES (?, ?, ?, ?)", (Point(4.0, -3.2), {"a": [1, 2]}, datetime.date(2024, 2, 29), True)
)
print(connection.execute("SELECT * FROM things").fetchone())
cursor = connection.execute("SELECT '1;2' AS \"p [point]\", typeof(flag) FROM things")
print(cursor.fetchone(), cursor.description[0][0])
print(connection.execute("SELECT ?, ?, ?, ?, ?", (None, 1, 1.5, "text", b"bytes")).fetchone())
try:
    connection.execute("SELECT ?", ([1, 2],))
except sqlite3.ProgrammingError as error:
    print(error)
connection.execute("INSERT INTO things (extra) VALUES ('{broken')")
try:
    connection.execute("SELECT extra FROM things").fetchall()
except json.JSONDecodeError as error:
    print(error)
connection.execute("SELECT ?", (datetime.datetime(2024, 1, 1, 12),))
