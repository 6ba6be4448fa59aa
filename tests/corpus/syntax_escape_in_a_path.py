import asyncio

PATH = "C:\Users\new"


asyncio.run(asyncio.sleep(0))
