# Five downloads at the same time: fast, and hard on the server.
# Look for: five waits begin at 0 s.
import asyncio

FILES = {"map": 2, "song": 1, "film": 3, "book": 1.5, "game": 2.5}


async def download(name, seconds):
    print("start", name)
    await asyncio.sleep(seconds)
    print("saved", name)


async def main():
    async with asyncio.TaskGroup() as group:
        for name, seconds in FILES.items():
            group.create_task(download(name, seconds), name=name)


asyncio.run(main())
