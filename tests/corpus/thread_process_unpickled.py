"""What a process gives back cannot be made again: the pool is broken."""

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


class Pair:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __reduce__(self):
        return Pair, (self.a,)


class PairError(Exception):
    def __init__(self, a, b):
        super().__init__(a)


def give():
    return Pair(1, 2)


def fail():
    raise PairError(1, 2)


def fine(x):
    return x


if __name__ == "__main__":
    for function in (give, fail):
        with ProcessPoolExecutor(1) as pool:
            print(pool.submit(fine, 1).result())
            futures = [pool.submit(function), pool.submit(fine, 2)]
            for future in futures:
                try:
                    print(future.result())
                except BrokenProcessPool as error:
                    print(type(error).__name__, error)
                    print(type(error.__cause__).__name__, str(error.__cause__).splitlines()[-2:])
            try:
                pool.submit(fine, 3)
            except BrokenProcessPool as error:
                print(error)
    with ProcessPoolExecutor(1) as pool:
        print(pool.submit(give).result())
