# `with` blocks whose entering and leaving takes time, errors that pass through them, and nested functions.
import threading
import time
from contextlib import ExitStack, closing, contextmanager, suppress

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


class Slow:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        time.sleep(1)
        print("enter", self.name, now())
        return self

    def __exit__(self, kind, value, traceback):
        time.sleep(2)
        print("exit", self.name, kind and kind.__name__, now())
        return self.swallow

    def close(self):
        time.sleep(1)
        print("close", self.name, now())


@contextmanager
def managed(name):
    time.sleep(1)
    try:
        yield name.upper()
    except KeyError as error:
        time.sleep(1)
        print("managed saw", error, now())
    finally:
        time.sleep(1)
        print("managed left", now())


def worker():
    with Slow("a") as a, Slow("b"):
        print("inside", a.name, now())
    with Slow("swallows", swallow=True):
        raise ValueError("swallowed")
    try:
        with Slow("passes"):
            raise ValueError("passed on")
    except ValueError as error:
        print("caught", error, now())
    with managed("m") as name:
        print(name, now())
        raise KeyError("k")
    with ExitStack() as stack:
        stack.enter_context(Slow("stacked"))
        stack.callback(time.sleep, 1)
        stack.enter_context(closing(Slow("closed")))
    with suppress(ZeroDivisionError):
        print((lambda n: (time.sleep(1), 1 / n))(0))
    print("end", now())


def other():
    for number in range(5):
        time.sleep(3.3)
        print("other", number)


threads = [threading.Thread(target=target) for target in (worker, other)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
