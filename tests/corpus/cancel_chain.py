# A cancellation travels down to what is awaited, and back up through every finally.
import asyncio


async def bottom():
    try:
        await asyncio.Event().wait()
    finally:
        print("bottom unwinds")


async def middle():
    try:
        await bottom()
    finally:
        print("middle unwinds")


async def top():
    helper = asyncio.create_task(middle(), name="helper")
    try:
        await helper
    except asyncio.CancelledError:
        print("top: helper.cancelled() =", helper.cancelled())
        raise


async def main():
    task = asyncio.create_task(top())
    await asyncio.sleep(1)
    task.cancel()
    print((await asyncio.gather(task, return_exceptions=True))[0].__class__.__name__)

    # Cancelling oneself takes effect at the next await.
    async def suicidal():
        asyncio.current_task().cancel()
        print("still here")
        await asyncio.sleep(0)
        print("not here")

    print(await asyncio.gather(suicidal(), return_exceptions=True))


asyncio.run(main())
