# Each worker is initialised once; a worker that cannot be breaks the pool.
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool

store = threading.local()


turns = iter((1, 2))


def prepare(tag):
    time.sleep(next(turns))
    store.name = f"{tag}:{threading.current_thread().name}"
    print("prepared", store.name)


def job(seconds):
    time.sleep(seconds)
    return store.name


with ThreadPoolExecutor(2, "pool", prepare, ("x",)) as pool:
    print(list(pool.map(job, [4, 2, 3])))


def broken():
    raise OSError("no")


import logging

logging.disable(logging.CRITICAL)
with ThreadPoolExecutor(1, initializer=broken) as pool:
    try:
        pool.submit(job, 1).result()
    except BrokenThreadPool as error:
        print(type(error).__name__, error)
