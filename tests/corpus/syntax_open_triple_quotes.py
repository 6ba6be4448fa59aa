import asyncio


text = """open


asyncio.run(asyncio.sleep(1))
