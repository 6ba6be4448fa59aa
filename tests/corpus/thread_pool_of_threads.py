"""multiprocessing.pool.ThreadPool: a pool's methods, with threads."""
import time
from multiprocessing.pool import ThreadPool


def square(n):
    time.sleep(n)
    return n * n


start = time.monotonic()
with ThreadPool(4) as pool:
    print(pool.map(square, [3, 1, 2]), int(time.monotonic() - start))
    result = pool.apply_async(square, (2,))
    print(result.ready(), result.get(timeout=5), result.ready(), result.successful())
    print(list(pool.imap(square, [1, 2])), sorted(pool.imap_unordered(square, [2, 1])), pool.starmap(pow, [(2, 3)]))
    print(pool.map_async(square, [1, 3]).get())
    try:
        pool.map(int, ["1", "x"])
    except ValueError as error:
        print(error)
try:
    pool.map(square, [1])
except ValueError as error:
    print(error)
