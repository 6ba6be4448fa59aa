# What has not begun can be cancelled; a shutdown can cancel the rest.
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor, TimeoutError

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def job(seconds):
    time.sleep(seconds)
    return seconds


pool = ThreadPoolExecutor(max_workers=1)
first, second, third, fourth = (pool.submit(job, seconds) for seconds in (3, 1, 1, 1))
print(first.cancel(), second.cancel(), second.cancelled())
try:
    second.result()
except CancelledError as error:
    print("cancelled", repr(error))
try:
    first.result(timeout=1)
except TimeoutError as error:
    print("timeout", repr(error), now())
pool.shutdown(wait=False, cancel_futures=True)
print(third.cancelled(), fourth.cancelled(), now())
print(first.result(), now())
