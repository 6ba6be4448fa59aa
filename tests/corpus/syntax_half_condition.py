import asyncio


delay = 5 if fast


asyncio.run(asyncio.sleep(1))
