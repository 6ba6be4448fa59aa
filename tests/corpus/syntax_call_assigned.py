import asyncio


asyncio.sleep(1) = 3


asyncio.run(asyncio.sleep(1))
