# A client that blocks: nothing else runs until an answer is there.
# Look for: the loop is held five times, and the clock never ticks.
import asyncio

import requests

URL = "https://httpbin.org/delay/"


async def download(seconds):
    answer = requests.get(f"{URL}{seconds}")
    print(answer.status_code, answer.json()["url"])


async def tick():
    while True:
        await asyncio.sleep(0.5)
        print("tick")


async def main():
    ticking = asyncio.create_task(tick())
    await asyncio.gather(*(download(n) for n in (1, 2, 1, 3, 2)))
    ticking.cancel()


asyncio.run(main())
