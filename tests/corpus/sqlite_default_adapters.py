import datetime
import sqlite3

connection = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)
connection.execute("CREATE TABLE events (day date, moment timestamp)")
connection.execute("INSERT INTO events VALUES (?, ?)", (datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 12, 30)))
print(connection.execute("SELECT * FROM events").fetchone())
