# One task fails: the group cancels the others and raises.
# Look for: a cross at 1.5 s, and slashes where the others stop.
import asyncio


async def build(part, seconds, breaks=False):
    print("begin", part)
    await asyncio.sleep(seconds)
    if breaks:
        raise ValueError(f"{part} fell down")
    print("built", part)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(build("walls", 1.5, True), name="walls")
            group.create_task(build("roof", 3), name="roof")
            group.create_task(build("door", 1), name="door")
    except* ValueError as problems:
        for problem in problems.exceptions:
            print("failed:", problem)


asyncio.run(main())
