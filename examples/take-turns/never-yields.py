# Two tasks, and no await in either.
# Look for: red counts to the end before blue begins.
import asyncio


async def count(name):
    for number in (1, 2, 3):
        print(name, number)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(count("red"), name="red")
        group.create_task(count("blue"), name="blue")


asyncio.run(main())
