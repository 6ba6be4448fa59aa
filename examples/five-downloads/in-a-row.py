# A client for asyncio, but each download waits for the one before.
# Look for: the loop is free meanwhile, and the total is the same.
import asyncio

import httpx

URL = "https://httpbin.org/delay/"


async def download(client, seconds):
    answer = await client.get(f"{URL}{seconds}")
    print(answer.status_code, answer.json()["url"])


async def main():
    async with httpx.AsyncClient() as client:
        for seconds in (1, 2, 1, 3, 2):
            await download(client, seconds)


asyncio.run(main())
