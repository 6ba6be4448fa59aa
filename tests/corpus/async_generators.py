import asyncio
from contextlib import aclosing, asynccontextmanager


async def ticker(n, delay):
    try:
        for i in range(n):
            got = yield i
            if got:
                print("sent in:", got)
            await asyncio.sleep(delay)
    except GeneratorExit:
        print("ticker closed early")
        raise
    finally:
        print("ticker finally")


async def amap(f, it):
    async for x in it:
        yield f(x)


async def take(it, n):
    if n <= 0:
        return
    async for x in it:
        yield x
        n -= 1
        if not n:
            break


async def amerge(*its):
    q = asyncio.Queue()
    async def pump(it):
        async for x in it:
            await q.put(x)
        await q.put(q)
    tasks = [asyncio.create_task(pump(i)) for i in its]
    left = len(tasks)
    while left:
        x = await q.get()
        if x is q:
            left -= 1
        else:
            yield x


async def main():
    print([x async for x in ticker(3, 0.1)])
    print({x: y async for x, y in amap(lambda v: (v, v * v), ticker(3, 0.1))})
    async with aclosing(ticker(10, 0.1)) as t:
        async for x in t:
            if x == 2:
                break
    print([x async for x in take(ticker(5, 0), 2)])
    await asyncio.sleep(0)
    g = ticker(3, 0)
    print(await anext(g), await g.asend("hi"), await anext(g, "default"))
    print(await anext(g, "done"))
    try:
        await anext(g)
    except StopAsyncIteration as e:
        print("StopAsyncIteration", e.args)
    g = ticker(3, 0)
    await g.__anext__()
    try:
        await g.athrow(ValueError("thrown"))
    except ValueError as e:
        print("out came", e)
    async def letters():
        for c in "abc":
            await asyncio.sleep(0.15)
            yield c
    print([x async for x in amerge(ticker(4, 0.1), letters())])
    print(sum([x async for x in ticker(4, 0)]), [await asyncio.sleep(0, i) for i in range(3)])
    g = letters()
    print(g.ag_running, g.ag_frame is not None, type(g).__name__)
    await g.aclose()
    a = ticker(2, 0.1)
    r = await asyncio.gather(a.__anext__(), a.__anext__(), return_exceptions=True)
    print(r)
    await a.aclose()


asyncio.run(main())
