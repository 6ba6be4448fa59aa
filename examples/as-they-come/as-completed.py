# as_completed: each result as soon as it is there.
# Look for: a line at 1 s, at 2 s and at 3 s.
import asyncio


async def quote(shop, seconds, price):
    await asyncio.sleep(seconds)
    return f"{shop}: {price}"


async def main():
    quotes = [
        quote("North", 3, 18),
        quote("South", 1, 21),
        quote("West", 2, 19),
    ]
    for soonest in asyncio.as_completed(quotes):
        print(await soonest)


asyncio.run(main())
