import asyncio
import contextlib
import itertools
import traceback
from contextlib import AsyncExitStack, asynccontextmanager, aclosing, nullcontext, ExitStack, closing, contextmanager, redirect_stdout
import io


class PoolTimeout(asyncio.TimeoutError):
    """No connection in time."""


class Connection:
    _ids = itertools.count(1)

    def __init__(self):
        self.id = next(self._ids)
        self.open = False

    async def __aenter__(self):
        await asyncio.sleep(0.05)
        self.open = True
        print(f"open {self.id}")
        return self

    async def __aexit__(self, et, ev, tb):
        self.open = False
        print(f"close {self.id} {et.__name__ if et else None}")

    async def query(self, sql):
        if not self.open:
            raise RuntimeError("connection is closed")
        await asyncio.sleep(0.2)
        if "boom" in sql:
            raise ValueError(f"syntax error near {sql!r}")
        return [(self.id, sql)]


class Pool:
    def __init__(self, size):
        self.size = size
        self.free = asyncio.LifoQueue()
        self.stack = AsyncExitStack()

    async def __aenter__(self):
        await self.stack.__aenter__()
        for _ in range(self.size):
            self.free.put_nowait(await self.stack.enter_async_context(Connection()))
        self.stack.push_async_callback(self._bye, "pool")
        return self

    async def _bye(self, what):
        print("bye", what)

    async def __aexit__(self, *exc):
        return await self.stack.__aexit__(*exc)

    @asynccontextmanager
    async def acquire(self, timeout=None):
        try:
            async with asyncio.timeout(timeout):
                c = await self.free.get()
        except TimeoutError as e:
            raise PoolTimeout(f"waited {timeout}s") from e
        try:
            yield c
        finally:
            self.free.put_nowait(c)


async def job(pool, sql, timeout=None):
    async with pool.acquire(timeout) as c:
        return await c.query(sql)


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ZeroDivisionError as e:
        print("swallowed", e)
    finally:
        print(f"</{name}>")


async def main():
    async with Pool(2) as pool:
        rs = await asyncio.gather(*(job(pool, f"q{i}") for i in range(3)), job(pool, "boom"), job(pool, "late", 0.1), return_exceptions=True)
        for r in rs:
            print(repr(r), repr(getattr(r, "__cause__", None)))
    try:
        async with Pool(1) as pool:
            async with pool.acquire() as c:
                raise KeyError("inside")
    except KeyError as e:
        print("caught", e)
    with tag("a") as t, tag("b"):
        print(t)
        1 / 0
    try:
        with contextlib.suppress(KeyError), tag("c"):
            {}["k"]
        print("after")
        with tag("d"):
            raise StopIteration("odd")
    except StopIteration as e:
        print("SI", e)

    @tag("deco")
    def f(x):
        return x + 1

    print(f(1), f(2))
    with ExitStack() as s:
        s.callback(print, "cb1")
        s.push(lambda *e: print("exit", e[0]) or True)
        s.enter_context(tag("in"))
        keep = s.pop_all()
    print("kept")
    keep.close()
    buf = io.StringIO()
    with redirect_stdout(buf), nullcontext(5) as n:
        print("hidden", n)
    print(repr(buf.getvalue()))

    @contextmanager
    def bad():
        if False:
            yield

    @contextmanager
    def twice():
        yield 1
        yield 2

    for cm in (bad, twice):
        try:
            with cm():
                pass
        except RuntimeError as e:
            print(e)
    try:
        with 5:
            pass
    except TypeError as e:
        print(e)
    try:
        async with open("x", "w"):
            pass
    except TypeError as e:
        print(e)
    try:
        with Connection():
            pass
    except TypeError as e:
        print(e)


asyncio.run(main())
