import asyncio

asyncio.run(asyncio.gather(
    asyncio.sleep(1)
    asyncio.sleep(2),
))
