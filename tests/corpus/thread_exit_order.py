# What happens at the end: threads finish before `atexit`, and an exception in the main thread waits for them.
import atexit
import threading
import time
from concurrent.futures import ThreadPoolExecutor

atexit.register(print, "atexit")
pool = ThreadPoolExecutor(1)


def job():
    time.sleep(2)
    print("pool job done")


def worker():
    time.sleep(4)
    print("worker done")


pool.submit(job)
threading.Thread(target=worker).start()
print("main ends")
raise SystemExit(7)
