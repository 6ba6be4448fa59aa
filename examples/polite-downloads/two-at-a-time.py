# A semaphore lets two in; the others wait at the door.
# Look for: at every moment two lanes sleep, never three.
import asyncio

FILES = {"map": 2, "song": 1, "film": 3, "book": 1.5, "game": 2.5}


async def download(name, seconds, door):
    async with door:
        print("start", name)
        await asyncio.sleep(seconds)
        print("saved", name)


async def main():
    door = asyncio.Semaphore(2)
    async with asyncio.TaskGroup() as group:
        for name, seconds in FILES.items():
            group.create_task(download(name, seconds, door), name=name)


asyncio.run(main())
