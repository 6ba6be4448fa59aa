import asyncio


import json, 


asyncio.run(asyncio.sleep(1))
