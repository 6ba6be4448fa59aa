# Calling an async function runs nothing of it; awaiting does.
import asyncio
import inspect


async def work():
    print("  working")
    await asyncio.sleep(0.5)
    return 42


async def main():
    coro = work()
    print("made:", type(coro).__name__, inspect.iscoroutine(coro), inspect.iscoroutinefunction(work))
    print("nothing has run yet")
    print("result:", await coro)
    try:
        await coro
    except RuntimeError as error:
        print("again:", error)


asyncio.run(main())
