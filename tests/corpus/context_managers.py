import asyncio
import contextlib
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager, nullcontext, suppress, redirect_stdout, closing, ContextDecorator, AsyncContextDecorator
import io


@asynccontextmanager
async def resource(name, fail=False):
    print("open", name)
    await asyncio.sleep(0.1)
    try:
        yield name.upper()
    except ValueError as e:
        print("swallow in", name, e)
    finally:
        await asyncio.sleep(0.05)
        print("close", name)
        if fail:
            raise RuntimeError(f"closing {name} failed")


class Timer(ContextDecorator):
    def __enter__(self):
        print("<timer>")
        return self

    def __exit__(self, et, ev, tb):
        print("</timer>", et and et.__name__)
        return et is KeyError


@Timer()
def decorated():
    raise KeyError("gone")


class ATimer(AsyncContextDecorator):
    async def __aenter__(self):
        self.t = asyncio.get_running_loop().time()
        return self

    async def __aexit__(self, *a):
        print(f"took {asyncio.get_running_loop().time() - self.t:.2f}")


@ATimer()
async def timed():
    await asyncio.sleep(1.25)
    return "x"


async def main():
    async with resource("a") as a, resource("b") as b:
        print(a, b)
        raise ValueError("inside")
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(resource(n)) for n in "xyz"]
        stack.callback(print, "sync callback")
        stack.push_async_callback(asyncio.sleep, 0.01)
        print(names)
    try:
        async with resource("bad", fail=True):
            raise KeyError("original")
    except RuntimeError as e:
        print(repr(e), repr(e.__context__))
    with suppress(ZeroDivisionError):
        1 / 0
    buf = io.StringIO()
    with redirect_stdout(buf):
        print("captured")
    print(repr(buf.getvalue()))
    print(decorated(), await timed())
    async with nullcontext(5) as v:
        print(v)
    gen = resource("twice")
    async with gen:
        pass
    try:
        async with gen:
            pass
    except Exception as e:
        print(type(e).__name__, e)
    @asynccontextmanager
    async def no_yield():
        if False:
            yield
    try:
        async with no_yield():
            pass
    except RuntimeError as e:
        print(e)
    @contextmanager
    def two():
        yield 1
        yield 2
    try:
        with two():
            pass
    except RuntimeError as e:
        print(e)
    for thing, kind in ((5, "with"), (asyncio.Lock(), "with"), (open, "async")):
        try:
            if kind == "with":
                with thing:
                    pass
            else:
                async with thing:
                    pass
        except TypeError as e:
            print(e)


asyncio.run(main())
