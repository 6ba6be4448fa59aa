import asyncio


async def commit():
    print("commit begins")
    await asyncio.sleep(2)
    print("commit is through")
    return "receipt"


async def request(work):
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        print("request cancelled, the commit is not:", work.cancelled(), work.done())
        raise


async def main():
    work = asyncio.create_task(commit())
    caller = asyncio.create_task(request(work))
    await asyncio.sleep(1)
    caller.cancel()
    try:
        await caller
    except asyncio.CancelledError:
        print("caller.cancelled() ->", caller.cancelled())
    print(await work)

    try:
        await asyncio.wait_for(asyncio.shield(asyncio.sleep(3, "late")), 1)
    except TimeoutError:
        print("waited long enough")
    inner = asyncio.create_task(asyncio.sleep(5))
    guard = asyncio.shield(inner)
    inner.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("cancelling the inside reaches the outside:", guard.cancelled())


asyncio.run(main())
