# Three awaits in a row: 1 + 2 + 3 = 6 s.
# Look for: a single lane. Without tasks there is nothing to overlap.
import asyncio


async def cook(dish, seconds):
    print("start", dish)
    await asyncio.sleep(seconds)
    print("serve", dish)


async def main():
    soup = cook("soup", 1)
    pasta = cook("pasta", 2)
    cake = cook("cake", 3)
    await soup
    await pasta
    await cake


asyncio.run(main())
