# timeout(): one limit of 2 s for everything inside the block.
# Look for: Bergen still gets what Nice has left of it.
import asyncio


async def forecast(city, seconds):
    await asyncio.sleep(seconds)
    return f"{city}: sunny"


async def main():
    try:
        async with asyncio.timeout(2):
            print(await forecast("Nice", 0.5))
            print(await forecast("Bergen", 4))
    except TimeoutError:
        print("no more time")


asyncio.run(main())
