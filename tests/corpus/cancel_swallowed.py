import asyncio


async def stubborn():
    for attempt in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print(f"ignored cancellation {attempt + 1}")
    return "finished anyway"


async def polite():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "partial result"


async def main():
    task = asyncio.create_task(stubborn())
    for _ in range(3):
        await asyncio.sleep(1)
        task.cancel()
    print(await task, "| cancelled:", task.cancelled(), "| requests:", task.cancelling())

    task = asyncio.create_task(polite())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, "| cancelled:", task.cancelled())

    async def converts():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise RuntimeError("could not stop cleanly") from None

    task = asyncio.create_task(converts())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except RuntimeError as error:
        print("RuntimeError:", error, "| cancelled:", task.cancelled())


asyncio.run(main())
