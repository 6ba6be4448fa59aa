# Three tasks, awaited in the same order: 3 s.
# Look for: all have started before the first await is over.
import asyncio


async def cook(dish, seconds):
    print("start", dish)
    await asyncio.sleep(seconds)
    print("serve", dish)


async def main():
    soup = asyncio.create_task(cook("soup", 1), name="soup")
    pasta = asyncio.create_task(cook("pasta", 2), name="pasta")
    cake = asyncio.create_task(cook("cake", 3), name="cake")
    await soup
    await pasta
    await cake


asyncio.run(main())
