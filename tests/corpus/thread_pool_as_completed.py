# `as_completed` gives futures as they finish, and gives up after its timeout.
import time
from concurrent.futures import ThreadPoolExecutor, TimeoutError, as_completed

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def job(seconds):
    time.sleep(seconds)
    return seconds


with ThreadPoolExecutor() as pool:
    names = {pool.submit(job, seconds): name for name, seconds in (("c", 5), ("a", 1), ("b", 3))}
    for future in as_completed(names):
        print(names[future], future.result(), now())
    futures = [pool.submit(job, seconds) for seconds in (1, 4)]
    try:
        for future in as_completed(futures, timeout=2):
            print(future.result(), now())
    except TimeoutError as error:
        print("timeout:", error, now())
print("end", now())
