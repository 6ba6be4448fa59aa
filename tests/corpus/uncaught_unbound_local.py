import asyncio

counter = 0


async def count():
    await asyncio.sleep(0.1)
    counter += 1


asyncio.run(count())
