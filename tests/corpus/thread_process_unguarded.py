"""A pool that is started while the script is executed: the processes execute it, too, and refuse."""

from concurrent.futures import ProcessPoolExecutor


def square(n):
    return n * n


print("before")
with ProcessPoolExecutor(2) as pool:
    print(list(pool.map(square, range(3))))
print("after")
