import sqlite3

connection = sqlite3.connect(":memory:")
cursor = connection.cursor()
cursor.execute("CREATE TABLE stocks (date TEXT, trans TEXT, symbol TEXT, qty REAL, price REAL)")
cursor.execute("INSERT INTO stocks VALUES ('2006-01-05', 'BUY', 'RHAT', 100, 35.14)")
print(cursor.rowcount, cursor.lastrowid, connection.in_transaction)
connection.commit()
purchases = [
    ("2006-03-28", "BUY", "IBM", 1000, 45.00),
    ("2006-04-05", "BUY", "MSFT", 1000, 72.00),
    ("2006-04-06", "SELL", "IBM", 500, 53.00),
]
cursor.executemany("INSERT INTO stocks VALUES (?, ?, ?, ?, ?)", purchases)
print(cursor.rowcount)
for row in cursor.execute("SELECT * FROM stocks ORDER BY price"):
    print(row)
print([column[0] for column in cursor.description])
cursor.execute("SELECT max(price), count(*) FROM stocks WHERE symbol = :symbol", {"symbol": "IBM"})
print(cursor.fetchone(), cursor.fetchone())
print(cursor.execute("SELECT symbol FROM stocks").fetchmany(2), cursor.fetchall())
print(connection.total_changes)
connection.close()
try:
    cursor.execute("SELECT 1")
except sqlite3.ProgrammingError as error:
    print(error)
