import asyncio


async def numbers():
    for i in range(3):
        yield i
    return "done"


asyncio.run(numbers())
