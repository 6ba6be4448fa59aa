# Small building blocks that people keep writing themselves.
import asyncio
import functools
import itertools


async def ticker(every, count):
    for i in range(count):
        yield i
        await asyncio.sleep(every)


async def merge(*sources):
    """Items of several asynchronous iterators, as they come."""
    queue, end = asyncio.Queue(), object()

    async def pump(source):
        async for item in source:
            await queue.put(item)
        await queue.put(end)

    pumps = [asyncio.create_task(pump(source)) for source in sources]
    running = len(pumps)
    while running:
        if (item := await queue.get()) is end:
            running -= 1
        else:
            yield item


async def limited(limit, coros):
    gate = asyncio.Semaphore(limit)

    async def guarded(coro):
        async with gate:
            return await coro

    return await asyncio.gather(*map(guarded, coros))


def synchronous(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return asyncio.run(function(*args, **kwargs))

    return wrapper


@synchronous
async def add(a, b=2):
    await asyncio.sleep(1)
    return a + b


async def main():
    loop = asyncio.get_running_loop()
    print([item async for item in merge(ticker(0.3, 3), ticker(0.2, 4))], round(loop.time(), 3))
    began = loop.time()
    print(await limited(3, [asyncio.sleep(1, i) for i in range(7)]), round(loop.time() - began, 3))
    for frame in itertools.islice(itertools.cycle("|/-"), 5):
        print(frame, end=" ", flush=True)
        await asyncio.sleep(0.1)
    print()
    try:
        async with asyncio.timeout(0.5):
            async for i in ticker(0.2, 10):
                print("tick", i)
    except TimeoutError:
        print("stopped")


print(add(1), add.__name__, add.__wrapped__.__name__)
asyncio.run(main())
