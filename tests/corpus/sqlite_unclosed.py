import gc
import sqlite3
import warnings

warnings.simplefilter("always")
connection = sqlite3.connect(":memory:")
cursor = connection.execute("SELECT 1")
del cursor
connection = None
gc.collect()
with sqlite3.connect(":memory:") as kept:
    print(kept.execute("SELECT 2").fetchone())
kept.close()
print("end")
