import asyncio


async def worker(name):
    print(name, "opens the connection")
    try:
        while True:
            await asyncio.sleep(1)
            print(name, "tick")
    except asyncio.CancelledError as reason:
        print(name, "asked to stop:", reason)
        raise
    finally:
        print(name, "closing…")
        await asyncio.sleep(0.5)
        print(name, "closed at", asyncio.get_running_loop().time())


async def main():
    task = asyncio.create_task(worker("w1"))
    await asyncio.sleep(2.5)
    print("cancel:", task.cancel("shutting down"))
    print("cancelled yet?", task.cancelled(), "cancelling:", task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print("main sees:", repr(error))
    print("cancelled now?", task.cancelled(), "| cancel again:", task.cancel())

    never = asyncio.create_task(worker("never"))
    never.cancel()
    result = await asyncio.gather(never, return_exceptions=True)
    print("cancelled before its first step:", result)


asyncio.run(main())
