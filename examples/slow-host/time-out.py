# One mirror is slow. Who gives up in time can ask another.
# Look for: the first wait is cut off at 2 s, not at 8 s.
import asyncio

import httpx

MIRRORS = [
    "https://httpbin.org/delay/8",
    "https://httpbin.org/status/503",
    "https://httpbin.org/delay/1",
]


async def fetch(client):
    for url in MIRRORS:
        try:
            answer = await client.get(url, timeout=2)
            answer.raise_for_status()
        except httpx.TimeoutException:
            print("too slow:", url)
        except httpx.HTTPStatusError as error:
            print("refused:", error.response.status_code)
        else:
            return answer.json()["url"]


async def main():
    async with httpx.AsyncClient() as client:
        print("got", await fetch(client))


asyncio.run(main())
