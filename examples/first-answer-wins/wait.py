# Ask three mirrors, take the first answer, cancel the rest.
# Look for: two lanes that end in a slash at 0.8 s.
import asyncio


async def ask(mirror, seconds):
    await asyncio.sleep(seconds)
    return mirror


async def main():
    asked = [
        asyncio.create_task(ask("Oslo", 1.9), name="Oslo"),
        asyncio.create_task(ask("Rome", 0.8), name="Rome"),
        asyncio.create_task(ask("Lima", 2.6), name="Lima"),
    ]
    done, pending = await asyncio.wait(
        asked, return_when=asyncio.FIRST_COMPLETED
    )
    print("first:", done.pop().result())

    for task in asked:
        if task in pending:
            task.cancel()
    await asyncio.wait(pending)
    for task in asked:
        print(task.get_name(), "cancelled:", task.cancelled())


asyncio.run(main())
