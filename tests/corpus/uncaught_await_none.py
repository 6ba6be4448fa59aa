# time.sleep returns None, and None cannot be awaited.
import asyncio
import time


async def pause(seconds):
    print("pausing for", seconds)
    await time.sleep(seconds)


async def main():
    names = ["a", "b"]
    for name in names:
        print(name)
        await pause(1)
    print(nmaes)


asyncio.run(main())
