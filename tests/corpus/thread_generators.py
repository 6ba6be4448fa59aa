# Generators, comprehensions and iterators that block in the middle.
import threading
import time

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def slowly(items, seconds):
    for item in items:
        time.sleep(seconds)
        yield item


def chained():
    result = yield from inner()
    print("inner returned", result)
    yield "end"


def inner():
    received = yield 1
    print("received", received)
    time.sleep(2)
    yield 2
    return "value"


class Countdown:
    def __init__(self, start):
        time.sleep(1)
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        time.sleep(1)
        self.left -= 1
        return self.left


def worker():
    print([item for item in slowly("ab", 1)], now())
    print({item: now() for item in slowly("ab", 1)})
    print(sum(item for item in slowly([1, 2], 1)), list(slowly([3], 1)), now())
    print([x + y for x in slowly("ab", 1) for y in "12"], now())
    print(list(Countdown(2)), now())
    for index, item in enumerate(slowly("xy", 1)):
        print(index, item, now())
    generator = chained()
    print(next(generator), generator.send("hello"), list(generator), now())
    print(next(slowly([], 1), "default"), next(iter(Countdown(1))), now())
    closing = slowly("abc", 1)
    print(next(closing))
    closing.close()
    print(next(closing, "closed"), sorted([3, 1, 2], key=lambda n: (time.sleep(1), n)[1]), now())


def other():
    for number in range(5):
        time.sleep(3.7)
        print("other", number)


threads = [threading.Thread(target=target) for target in (worker, other)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
