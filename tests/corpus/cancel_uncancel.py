# How structured concurrency takes a cancellation back.
import asyncio


async def guarded():
    task = asyncio.current_task()
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("requests:", task.cancelling())
        left = task.uncancel()
        print("left after uncancel:", left)
        if left:
            raise
    await asyncio.sleep(1)
    return "went on"


async def main():
    once = asyncio.create_task(guarded())
    await asyncio.sleep(1)
    once.cancel()
    print(await once)

    twice = asyncio.create_task(guarded())
    await asyncio.sleep(1)
    twice.cancel("first")
    twice.cancel("second")
    try:
        await twice
    except asyncio.CancelledError as error:
        print("cancelled for good:", error.args)

    quiet = asyncio.create_task(asyncio.sleep(1, "slept"))
    await asyncio.sleep(0)
    quiet.cancel()
    quiet.uncancel()
    print(quiet.cancelling(), await asyncio.gather(quiet, return_exceptions=True))


asyncio.run(main())
