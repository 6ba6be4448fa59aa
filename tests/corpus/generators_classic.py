import asyncio
import types
from functools import wraps


def coroutine(f):
    @wraps(f)
    def start(*a, **k):
        g = f(*a, **k)
        next(g)
        return g
    return start


@coroutine
def averager():
    total, n, avg = 0, 0, None
    try:
        while True:
            x = yield avg
            total += x
            n += 1
            avg = total / n
    except GeneratorExit:
        print("averager closed after", n)
    finally:
        print("finally")


def chain():
    r = yield from inner()
    print("inner returned", r)
    yield from range(2)
    return "chain result"


def inner():
    try:
        x = yield "first"
        print("inner got", x)
        yield "second"
    except ValueError as e:
        print("inner caught", e)
        yield "recovered"
    return 99


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        yield a
        a, b = b, a + b


@types.coroutine
def bare_yield():
    got = yield
    return got


async def manual():
    print("manual running")
    x = await bare_yield()
    return x


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n <= 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0.1)
        return self.n + 1


async def main():
    a = averager()
    print([a.send(v) for v in (10, 20, 30)])
    a.close()
    g = chain()
    print(next(g), g.send("hello"), g.throw(ValueError("thrown")), list(g))
    print(list(fib(10)), sum(fib(20)), dict(zip("abc", fib(3))))
    c = manual()
    print(c.send(None))
    try:
        c.send("value")
    except StopIteration as e:
        print("StopIteration", e.value)
    print([x async for x in Countdown(3)])
    gen = (x * x for x in range(5) if x % 2)
    print(gen.__name__, next(gen), list(gen))
    def g2():
        return (yield)
    try:
        x = g2(); next(x); x.send(5)
    except StopIteration as e:
        print(repr(e))
    def bad():
        raise StopIteration("inside")
        yield
    try:
        next(bad())
    except RuntimeError as e:
        print(e, repr(e.__cause__))
    async def gen_in_async():
        yield 1
        raise StopAsyncIteration
    try:
        async for _ in gen_in_async():
            pass
    except RuntimeError as e:
        print(e)
    it = iter(lambda: next(counter), 3)
    counter = iter(range(10))
    print(list(it))


asyncio.run(main())
