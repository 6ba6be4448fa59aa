# Subclasses of Thread with state, a result, and a stop flag; callable objects and methods as targets.
import threading
import time
from functools import lru_cache, partial, wraps


class Worker(threading.Thread):
    def __init__(self, seconds):
        super().__init__(name=f"worker-{seconds}", daemon=False)
        self.seconds = seconds
        self.result = None
        self.stopping = threading.Event()

    def run(self):
        rounds = 0
        while not self.stopping.wait(self.seconds):
            rounds += 1
        self.result = rounds

    def stop(self):
        self.stopping.set()
        self.join()
        return self.result


class Callable:
    def __call__(self, *args, **kwargs):
        time.sleep(1)
        print("called", args, kwargs)

    def method(self, value):
        time.sleep(1)
        print("method", value)

    @staticmethod
    def static(value):
        time.sleep(1)
        print("static", value)

    @classmethod
    def of_class(cls, value):
        time.sleep(1)
        print(cls.__name__, value)


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        print("->", function.__name__)
        result = function(*args, **kwargs)
        print("<-", function.__name__, result)
        return result

    return wrapper


@logged
@lru_cache
def slow_square(number):
    time.sleep(2)
    return number * number


a, b = Worker(3), Worker(5)
a.start()
b.start()
time.sleep(16)
print(a.stop(), b.stop())
thing = Callable()
for target, args in (
    (thing, (1,)),
    (thing.method, (2,)),
    (Callable.static, (3,)),
    (Callable.of_class, (4,)),
    (partial(thing, 5, key="word"), ()),
    (slow_square, (6,)),
    (slow_square, (6,)),
):
    thread = threading.Thread(target=target, args=args)
    thread.start()
    thread.join()
