import asyncio
import time


async def brew(drink, seconds):
    await asyncio.sleep(seconds)
    return f"{drink} after {seconds} s"


async def sequential():
    first = await brew("espresso", 3)
    second = await brew("latte", 2)
    return [first, second]


async def together():
    return await asyncio.gather(brew("espresso", 3), brew("latte", 2))


async def tasks():
    first = asyncio.create_task(brew("espresso", 3))
    second = asyncio.create_task(brew("latte", 2))
    return [await first, await second]


for variant in (sequential, together, tasks):
    began = time.monotonic()
    drinks = asyncio.run(variant())
    print(f"{variant.__name__:<12}{time.monotonic() - began:.1f} s  {drinks}")
