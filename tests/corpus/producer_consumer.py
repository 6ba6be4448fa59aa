import asyncio
import random
import time


async def producer(name, queue, rng):
    for n in range(rng.randint(2, 4)):
        await asyncio.sleep(rng.choice([0.1, 0.2, 0.3]))
        await queue.put((name, n))
        print(f"[{time.monotonic() - t0:5.2f}] {name} made item {n}")


async def consumer(name, queue):
    handled = 0
    while True:
        item = await queue.get()
        if item is None:
            await queue.put(None)
            return name, handled
        await asyncio.sleep(0.25)
        handled += 1
        print(f"[{time.monotonic() - t0:5.2f}]    {name} used {item[0]}/{item[1]}")


async def main():
    queue = asyncio.Queue(maxsize=3)
    consumers = [asyncio.create_task(consumer(f"C{i}", queue)) for i in range(2)]
    async with asyncio.TaskGroup() as producers:
        for i in range(3):
            producers.create_task(producer(f"P{i}", queue, random.Random(i)))
    await queue.put(None)
    print(await asyncio.gather(*consumers))


t0 = time.monotonic()
asyncio.run(main())
