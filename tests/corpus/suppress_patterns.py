import asyncio
from contextlib import suppress


async def forever(name):
    n = 0
    while True:
        n += 1
        print(f"{name} {n}")
        await asyncio.sleep(1)


async def main():
    with suppress(TimeoutError):
        async with asyncio.timeout(2.5):
            await forever("a")
    print("a is over")

    task = asyncio.create_task(forever("b"))
    await asyncio.sleep(1.5)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    print("b is over")

    with suppress(KeyError, IndexError):
        print({}["x"])
    try:
        with suppress(ValueError):
            raise ExceptionGroup("mixed", [ValueError(1), TypeError(2)])
    except ExceptionGroup as left:
        print("left over:", left.exceptions)

    results = []
    for delay in (0.1, 5, 0.2):
        with suppress(TimeoutError):
            results.append(await asyncio.wait_for(asyncio.sleep(delay, delay), 1))
    print(results, f"{asyncio.get_running_loop().time():.1f}")


asyncio.run(main())
