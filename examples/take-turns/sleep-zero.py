# Two tasks that give way to each other.
# Look for: red, blue, red, blue, all at 0 s. Zoom in on the turns.
import asyncio


async def count(name):
    for number in (1, 2, 3):
        print(name, number)
        await asyncio.sleep(0)  # one turn of the loop for the others


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(count("red"), name="red")
        group.create_task(count("blue"), name="blue")


asyncio.run(main())
