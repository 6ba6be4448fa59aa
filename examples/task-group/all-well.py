# A TaskGroup ends when its last task has ended.
# Look for: main waits at the end of the block, until 3 s.
import asyncio


async def build(part, seconds):
    print("begin", part)
    await asyncio.sleep(seconds)
    print("built", part)
    return part


async def main():
    async with asyncio.TaskGroup() as group:
        walls = group.create_task(build("walls", 2), name="walls")
        roof = group.create_task(build("roof", 3), name="roof")
        door = group.create_task(build("door", 1), name="door")
    print("a house:", walls.result(), roof.result(), door.result())


asyncio.run(main())
