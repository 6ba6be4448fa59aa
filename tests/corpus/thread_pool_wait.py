# `wait` with its three conditions.
import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, wait

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def job(seconds, fails=False):
    time.sleep(seconds)
    if fails:
        raise RuntimeError(seconds)
    return seconds


def results(futures):
    return sorted(str(future.exception() or future.result()) for future in futures)


with ThreadPoolExecutor(max_workers=8) as pool:
    futures = [pool.submit(job, 1), pool.submit(job, 3), pool.submit(job, 5, True), pool.submit(job, 7)]
    for condition in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        done, pending = wait(futures, return_when=condition)
        print(condition, results(done), len(pending), now())
    done, pending = wait([pool.submit(job, 4)], timeout=2)
    print(len(done), len(pending), now())
print("end", now())
