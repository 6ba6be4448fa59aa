# gather: all results, in the order asked, when the last is there.
# Look for: nothing is printed before 3 s.
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
    for answer in await asyncio.gather(*quotes):
        print(answer)


asyncio.run(main())
