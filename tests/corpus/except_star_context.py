"""What except* hands on shows no context of its own."""
import asyncio
import traceback


async def fail(n):
    await asyncio.sleep(n)
    raise KeyError(n)


async def main():
    task = asyncio.create_task(asyncio.sleep(9))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(1))
            await task
    except* KeyError as errors:
        print(errors.__suppress_context__, errors.__cause__)
        print([line for line in traceback.format_exception(errors) if "During" in line])
    whole = ExceptionGroup("whole", [ValueError(1), ExceptionGroup("part", [TypeError(2), OSError(3)])])
    match, rest = whole.split(TypeError)
    print(match.__suppress_context__, rest.__suppress_context__, whole.__suppress_context__)
    print(whole.subgroup(OSError).__suppress_context__, whole.subgroup(Exception) is whole)


asyncio.run(main())
