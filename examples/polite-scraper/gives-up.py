# The host answers 503 at times, and nobody asks it again.
# Look for: two pages at a time; some never come.
import asyncio

import httpx

URL = "https://httpbin.org/anything/page/"
polite = asyncio.Semaphore(2)


async def scrape(client, page):
    async with polite:
        answer = await client.get(f"{URL}{page}")
    answer.raise_for_status()
    return answer.json()["url"]


async def main():
    async with httpx.AsyncClient() as client:
        pages = (scrape(client, page) for page in range(1, 5))
        found = await asyncio.gather(*pages, return_exceptions=True)
    for page, url in enumerate(found, 1):
        lost = isinstance(url, Exception)
        print(page, "lost" if lost else url)


asyncio.run(main())
