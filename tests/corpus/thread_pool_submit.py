# A pool of two: jobs wait for a free worker, futures hold results and exceptions.
import threading
import time
from concurrent.futures import ThreadPoolExecutor

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def job(name, before, seconds):
    time.sleep(before)
    print(name, "on", threading.current_thread().name, now())
    time.sleep(seconds)
    if name == "bad":
        raise LookupError(name)
    return name.upper()


with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(job, *args) for args in (("a", 1, 1), ("b", 4, 3), ("bad", 3, 1), ("c", 3, 2))]
    print("submitted", [future.done() for future in futures])
    futures[3].add_done_callback(lambda future: print("callback", future.result(), now()))
    time.sleep(3)
    print(futures[0].result(), now())
    print(futures[1].running(), futures[3].running())
    time.sleep(5)
    print(futures[1].result(), repr(futures[2].exception()), now())
    try:
        futures[2].result()
    except LookupError as error:
        print("raised", error)
print("closed", now(), futures[3].result())
try:
    pool.submit(job, "late", 1, 1)
except RuntimeError as error:
    print(error)
