# The host answers 503 at times. Asking again, a little later, helps.
# Look for: a page that failed waits, longer each time, and comes.
import asyncio

import httpx
from tenacity import retry, stop_after_attempt, wait_exponential

URL = "https://httpbin.org/anything/page/"
polite = asyncio.Semaphore(2)


@retry(
    wait=wait_exponential(multiplier=0.25),
    stop=stop_after_attempt(5),
)
async def scrape(client, page):
    async with polite:
        answer = await client.get(f"{URL}{page}")
    if answer.is_error:
        print(page, "failed with", answer.status_code)
    answer.raise_for_status()
    return answer.json()["url"]


async def main():
    async with httpx.AsyncClient() as client:
        pages = (scrape(client, page) for page in range(1, 5))
        found = await asyncio.gather(*pages)
    for page, url in enumerate(found, 1):
        print(page, url)


asyncio.run(main())
