# `map` gives results in the order of its arguments, as they come.
import time
from concurrent.futures import ThreadPoolExecutor, TimeoutError

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def square(seconds):
    time.sleep(seconds)
    return seconds * seconds


def fragile(number):
    if number == 2:
        raise ValueError(number)
    return number


with ThreadPoolExecutor(max_workers=3, thread_name_prefix="squares") as pool:
    for result in pool.map(square, [3, 1, 2, 1]):
        print(result, now())
    print(list(pool.map(pow, [2, 3], [5, 2])))
    results = pool.map(fragile, range(4))
    try:
        for result in results:
            print(result)
    except ValueError as error:
        print("error", error)
    try:
        for result in pool.map(square, [1, 5], timeout=3):
            print(result, now())
    except TimeoutError:
        print("timeout", now())
print("end", now())
