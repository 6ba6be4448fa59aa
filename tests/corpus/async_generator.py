import asyncio


async def ticker(n, every):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(every)
    finally:
        await asyncio.sleep(0.1)
        print("  ticker closed at", round(asyncio.get_running_loop().time(), 2))


async def running_mean():
    total = count = 0
    mean = None
    while True:
        try:
            value = yield mean
        except ValueError:
            total = count = 0
            mean = "reset"
            continue
        total, count = total + value, count + 1
        mean = total / count


async def main():
    async for i in ticker(3, 0.5):
        print(i)

    source = ticker(100, 0.5)
    async for i in source:
        if i == 2:
            break
    await source.aclose()
    print("after aclose:", await anext(source, "nothing more"))

    means = running_mean()
    await means.asend(None)
    print([await means.asend(v) for v in (10, 20, 60)])
    print(await means.athrow(ValueError("start again")), await means.asend(7))
    await means.aclose()
    try:
        await anext(means)
    except StopAsyncIteration as end:
        print("StopAsyncIteration", end.args)


asyncio.run(main())
