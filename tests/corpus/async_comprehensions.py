import asyncio


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0.1)
        yield i


async def is_even(i):
    await asyncio.sleep(0.01)
    return i % 2 == 0


async def main():
    loop = asyncio.get_running_loop()
    print([i async for i in numbers(5)])
    print({i: i * i async for i in numbers(4) if i})
    print({i % 3 async for i in numbers(6)} == {0, 1, 2})
    print([i for i in range(6) if await is_even(i)])
    print([await asyncio.sleep(0.1, i) for i in range(3)])
    print([(x, y) async for x in numbers(2) async for y in numbers(2)])
    lazy = (i * 10 async for i in numbers(10))
    print(type(lazy).__name__, [await anext(lazy), await anext(lazy)])
    await lazy.aclose()
    print([[j async for j in numbers(i)] async for i in numbers(3)])
    print(f"{loop.time():.2f}")
    try:
        sum(i async for i in numbers(3))
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
