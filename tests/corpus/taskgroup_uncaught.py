# An exception group that nobody handles: the traceback is a tree.
import asyncio


async def load(name):
    await asyncio.sleep(0.1)
    raise FileNotFoundError(f"{name}.json")


async def compute(x):
    await asyncio.sleep(0.1)
    return 10 // x


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(load("config"))
        group.create_task(compute(0))
        group.create_task(compute(5))


print("start")
asyncio.run(main())
