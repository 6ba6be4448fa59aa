import asyncio


async def slow_query():
    await asyncio.sleep(30)


async def main():
    try:
        await asyncio.wait_for(slow_query(), timeout=1)
    except TimeoutError:
        print("first attempt timed out")
    async with asyncio.timeout(2):
        await slow_query()


asyncio.run(main())
