# In debug mode the warning says where the coroutine was made.
import asyncio


async def send(message):
    await asyncio.sleep(1)
    return message


async def handler():
    send("hello")
    await asyncio.sleep(0.1)


async def main():
    await handler()
    asyncio.create_task(fails())
    await asyncio.sleep(1)


async def fails():
    raise ValueError("unseen")


asyncio.run(main(), debug=True)
