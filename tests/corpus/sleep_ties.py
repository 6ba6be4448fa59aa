# Equal deadlines wake in the order in which they were set.
import asyncio


async def sleeper(name, *naps):
    loop = asyncio.get_running_loop()
    for nap in naps:
        await asyncio.sleep(nap)
        print(f"{loop.time() - t0:.2f} {name}")
    return name


async def main():
    global t0
    t0 = asyncio.get_running_loop().time()
    await asyncio.gather(
        sleeper("two", 2),
        sleeper("one+one", 1, 1),
        sleeper("half×4", 0.5, 0.5, 0.5, 0.5),
        sleeper("quarter", 0.25, 1.75),
        sleeper("zero+two", 0, 2),
    )
    for value in (await asyncio.sleep(0, "zero"), await asyncio.sleep(0.1, result="tenth"), await asyncio.sleep(-1, "past")):
        print(value)


asyncio.run(main())
