import sqlite3


def balances(connection):
    return dict(connection.execute("SELECT name, balance FROM accounts ORDER BY name"))


def transfer(connection, source, target, amount):
    with connection:
        connection.execute("UPDATE accounts SET balance = balance - ? WHERE name = ?", (amount, source))
        connection.execute("UPDATE accounts SET balance = balance + ? WHERE name = ?", (amount, target))


connection = sqlite3.connect("bank.db")
connection.execute("CREATE TABLE accounts (name TEXT PRIMARY KEY, balance INTEGER CHECK (balance >= 0))")
with connection:
    connection.executemany("INSERT INTO accounts VALUES (?, ?)", [("ada", 100), ("bob", 20)])
print(balances(connection), connection.in_transaction)
transfer(connection, "ada", "bob", 30)
print(balances(connection))
try:
    transfer(connection, "ada", "bob", 300)
except sqlite3.IntegrityError as error:
    print("refused:", error)
print(balances(connection), connection.in_transaction)

connection.execute("UPDATE accounts SET balance = 0")
print(connection.in_transaction, balances(connection))
connection.rollback()
print(connection.in_transaction, balances(connection))

connection.isolation_level = None
connection.execute("BEGIN")
connection.execute("SAVEPOINT before")
connection.execute("DELETE FROM accounts")
print(balances(connection))
connection.execute("ROLLBACK TO before")
connection.execute("COMMIT")
print(balances(connection))

explicit = sqlite3.connect("bank.db", autocommit=False)
explicit.execute("INSERT INTO accounts VALUES ('cy', 5)")
print(explicit.in_transaction, balances(connection))
explicit.commit()
print(explicit.in_transaction, balances(connection), explicit.autocommit)
explicit.close()
connection.close()
again = sqlite3.connect("bank.db")
print(balances(again))
again.close()
