import asyncio


async def total(prices):
    subtotal = 0
    for price in prices:
        await asyncio.sleep(0.1)
        subtotal += price
    return subtotl * 1.2


async def main():
    print(
        "total",
        await total(
            [1, 2, 3],
        ),
    )


asyncio.run(main())
