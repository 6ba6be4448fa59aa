import asyncio


(a, b) += 1


asyncio.run(asyncio.sleep(1))
