# The classic: values that turn out to be coroutines.
import asyncio


async def price(item):
    await asyncio.sleep(0.1)
    return {"tea": 3, "cake": 5}[item]


async def main():
    tea = await price("tea")
    cake = price("cake")
    print("tea", tea)
    print("total", tea + cake)


asyncio.run(main())
