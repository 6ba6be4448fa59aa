# A client for each person: cookies, and connections, of their own.
# Look for: everybody is who they are; each client connects by itself.
import asyncio

import httpx

SITE = "https://httpbin.org/cookies"


async def visit(name, delay):
    await asyncio.sleep(delay)
    async with httpx.AsyncClient() as client:
        await client.get(f"{SITE}/set/user/{name}")
        await asyncio.sleep(1)  # reads the page
        answer = await client.get(SITE)
    user = answer.json()["cookies"]["user"]
    print(f"{name} is logged in as {user}")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(visit("Ann", 0), name="Ann")
        group.create_task(visit("Bob", 0.5), name="Bob")


asyncio.run(main())
