import asyncio
from contextlib import (AsyncExitStack, ExitStack, asynccontextmanager, contextmanager, nullcontext, suppress,
                        AsyncContextDecorator, chdir, redirect_stdout)
import io


@asynccontextmanager
async def res(name, fail_exit=False):
    print("+", name)
    try:
        yield name.upper()
    except KeyError as e:
        print("  saw", repr(e), "in", name)
        raise
    finally:
        await asyncio.sleep(0.1)
        print("-", name)
        if fail_exit:
            raise RuntimeError(f"exit of {name}")


@contextmanager
def sync_res(name):
    print("(", name)
    yield name
    print(")", name)


class Timed(AsyncContextDecorator):
    async def __aenter__(self):
        self.t = asyncio.get_running_loop().time()
        return self

    async def __aexit__(self, *exc):
        print(f"took {asyncio.get_running_loop().time() - self.t:.2f}", exc[0] and exc[0].__name__)
        return False


@Timed()
async def job(x):
    await asyncio.sleep(x)
    return x


async def main():
    async with AsyncExitStack() as st:
        a = await st.enter_async_context(res("a"))
        b = st.enter_context(sync_res("b"))
        st.callback(print, "callback", end=" !\n")
        st.push_async_callback(asyncio.sleep, 0.5)
        async def pusher(et, ev, tb):
            print("pusher", et)
            return True
        st.push_async_exit(pusher)
        print(a, b)
        raise KeyError("swallowed by pusher")
    try:
        async with res("x", fail_exit=True), res("y"):
            raise KeyError("body")
    except RuntimeError as e:
        print(e, "|", repr(e.__context__))
    st = AsyncExitStack()
    await st.enter_async_context(res("moved"))
    other = st.pop_all()
    await st.aclose()
    print("closing other")
    await other.aclose()
    print(await job(0.25))
    async with nullcontext(5) as five:
        print(five)
    with suppress(ZeroDivisionError):
        1 / 0
    buf = io.StringIO()
    with redirect_stdout(buf):
        async with res("hidden"):
            pass
    print(repr(buf.getvalue()))
    for bad in (sync_res("z"), 5, open):
        try:
            async with bad:
                pass
        except TypeError as e:
            print(e)
    try:
        with res("q"):
            pass
    except TypeError as e:
        print(e)
    try:
        await AsyncExitStack().enter_async_context(sync_res("z"))
    except TypeError as e:
        print(e)
    @asynccontextmanager
    async def twice():
        yield 1
        yield 2
    try:
        async with twice():
            pass
    except RuntimeError as e:
        print(e)
    @asynccontextmanager
    async def never():
        if False:
            yield
    try:
        async with never():
            pass
    except RuntimeError as e:
        print(e)


asyncio.run(main())
