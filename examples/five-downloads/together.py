# All five at once, over connections of their own.
# Look for: the total is the slowest answer's time.
import asyncio

import httpx

URL = "https://httpbin.org/delay/"


async def download(client, seconds):
    answer = await client.get(f"{URL}{seconds}")
    print(answer.status_code, answer.json()["url"])


async def main():
    async with httpx.AsyncClient() as client:
        waits = (download(client, n) for n in (1, 2, 1, 3, 2))
        await asyncio.gather(*waits)


asyncio.run(main())
