import hashlib
import sqlite3


class Median:
    def __init__(self):
        self.values = []

    def step(self, value):
        self.values.append(value)

    def finalize(self):
        return sorted(self.values)[len(self.values) // 2]


class Sum:
    def __init__(self):
        self.total = 0

    def step(self, value):
        self.total += value

    def inverse(self, value):
        self.total -= value

    def value(self):
        return self.total

    finalize = value


connection = sqlite3.connect(":memory:")
connection.create_function("md5", 1, lambda text: hashlib.md5(text.encode()).hexdigest(), deterministic=True)
connection.create_aggregate("median", 1, Median)
connection.create_window_function("mysum", 1, Sum)
connection.create_collation("backwards", lambda a, b: (a[::-1] > b[::-1]) - (a[::-1] < b[::-1]))
print(connection.execute("SELECT md5('hello')").fetchone())
connection.execute("CREATE TABLE n (v INTEGER, w TEXT)")
connection.executemany("INSERT INTO n VALUES (?, ?)", [(3, "ab"), (9, "ca"), (4, "bc"), (1, "aa")])
print(connection.execute("SELECT median(v) FROM n").fetchone())
print(connection.execute("SELECT mysum(v) OVER (ORDER BY v ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM n").fetchall())
print(connection.execute("SELECT w FROM n ORDER BY w COLLATE backwards").fetchall())
connection.create_function("fail", 0, lambda: 1 / 0)
for sql in ("SELECT fail()", "SELECT median(v, v) FROM n", "SELECT nothing()"):
    try:
        connection.execute(sql)
    except sqlite3.OperationalError as error:
        print(error)
told = []
connection.set_trace_callback(told.append)
connection.execute("INSERT INTO n VALUES (?, ?)", (7, "it's"))
connection.commit()
connection.set_trace_callback(None)
print(told)
connection.set_authorizer(lambda action, *names: sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_DELETE else sqlite3.SQLITE_OK)
try:
    connection.execute("DELETE FROM n")
except sqlite3.DatabaseError as error:
    print(error)
connection.set_authorizer(None)
connection.set_progress_handler(lambda: 1, 100)
try:
    connection.execute("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 100000) SELECT sum(x) FROM c").fetchone()
except sqlite3.OperationalError as error:
    print(error)
