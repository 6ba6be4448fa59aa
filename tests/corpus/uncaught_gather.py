import asyncio


async def probe(host, delay):
    try:
        await asyncio.sleep(delay)
        raise ConnectionError(f"{host} does not answer")
    finally:
        print("probe of", host, "ends at", asyncio.get_running_loop().time())


async def check_all():
    return await asyncio.gather(probe("a", 1), probe("b", 0.5))


async def main():
    results = await check_all()
    print(results)


asyncio.run(main())
