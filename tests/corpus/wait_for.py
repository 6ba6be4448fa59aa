import asyncio


async def query(seconds):
    try:
        await asyncio.sleep(seconds)
        return f"rows after {seconds}"
    except asyncio.CancelledError:
        print("  query is being cancelled")
        await asyncio.sleep(0.2)
        print("  query has cleaned up")
        raise


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.wait_for(query(1), timeout=2))
    print(await asyncio.wait_for(query(1), timeout=None))
    begin = loop.time()
    try:
        await asyncio.wait_for(query(5), timeout=1)
    except TimeoutError as error:
        print(f"timed out after {loop.time() - begin:.1f}: {error!r}")
    print(asyncio.TimeoutError is TimeoutError)

    try:
        await asyncio.wait_for(query(5), timeout=0)
    except TimeoutError:
        print("no patience at all")

    outer = asyncio.create_task(asyncio.wait_for(query(5), timeout=3))
    await asyncio.sleep(1)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("cancelled from outside, not a timeout")


asyncio.run(main())
