import asyncio


async def fail(after, error):
    await asyncio.sleep(after)
    raise error


async def steady(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(f"  {name} is cancelled because a sibling failed")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(1, ValueError("bad row 7")))
            group.create_task(fail(1, KeyError("user")))
            group.create_task(steady("steady"))
            await asyncio.sleep(5)
            print("never reached")
    except* ValueError as bad:
        print("values:", bad.exceptions)
    except* KeyError as bad:
        print("keys:", bad.exceptions, "|", bad.message)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(steady("other"))
            await asyncio.sleep(0.5)
            raise RuntimeError("the body itself fails")
    except* RuntimeError as bad:
        print(repr(bad))
    print("still running at", asyncio.get_running_loop().time())


asyncio.run(main())
