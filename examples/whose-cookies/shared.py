# Two people log in through one client, which has one set of cookies.
# Look for: Ann asks who she is, and is told that she is Bob.
import asyncio

import httpx

SITE = "https://httpbin.org/cookies"


async def visit(client, name, delay):
    await asyncio.sleep(delay)
    await client.get(f"{SITE}/set/user/{name}")
    await asyncio.sleep(1)  # reads the page
    answer = await client.get(SITE)
    user = answer.json()["cookies"]["user"]
    print(f"{name} is logged in as {user}")


async def main():
    async with httpx.AsyncClient() as client:
        async with asyncio.TaskGroup() as group:
            group.create_task(visit(client, "Ann", 0), name="Ann")
            group.create_task(visit(client, "Bob", 0.5), name="Bob")


asyncio.run(main())
