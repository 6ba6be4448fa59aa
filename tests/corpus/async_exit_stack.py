import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager


@asynccontextmanager
async def service(name, fail=False):
    print("start", name)
    if fail:
        raise OSError(f"{name} does not start")
    try:
        yield name
    finally:
        await asyncio.sleep(0.1)
        print("stop", name)


@contextmanager
def span(name):
    print("span", name)
    yield
    print("end", name)


async def notify(what):
    await asyncio.sleep(0.1)
    print("notified:", what)


async def main():
    async with AsyncExitStack() as stack:
        started = [await stack.enter_async_context(service(n)) for n in ("db", "cache")]
        stack.enter_context(span("setup"))
        stack.push_async_callback(notify, "leaving")
        stack.callback(print, "plain callback")
        print("running", started)

    try:
        async with AsyncExitStack() as stack:
            for name in ("queue", "broken", "never"):
                await stack.enter_async_context(service(name, fail=name == "broken"))
    except OSError as error:
        print("OSError:", error)

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(service("handed over"))
        keep = stack.pop_all()
    print("still open")
    await keep.aclose()


asyncio.run(main())
