# A finished task may be awaited as often as one likes.
import asyncio


async def good():
    await asyncio.sleep(1)
    return [1]


async def bad():
    await asyncio.sleep(1)
    raise ValueError("once")


async def main():
    task = asyncio.create_task(good())
    print(await task is await task)

    failing = asyncio.create_task(bad())
    seen = []
    for _ in range(2):
        try:
            await failing
        except ValueError as error:
            seen.append(error)
    print(seen, seen[0] is seen[1])

    gone = asyncio.create_task(good())
    await asyncio.sleep(0)
    gone.cancel("first")
    for _ in range(3):
        try:
            await gone
        except asyncio.CancelledError as error:
            print(repr(error))

    several = asyncio.create_task(good())
    print(await asyncio.gather(several, several, asyncio.shield(several)))


asyncio.run(main())
