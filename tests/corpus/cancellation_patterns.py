import asyncio

async def worker(n):
    try:
        while True:
            await asyncio.sleep(1)
            print("work", n)
    except asyncio.CancelledError:
        print("cleanup", n)
        await asyncio.sleep(0.1 * n)
        raise
    finally:
        print("finally", n)

async def stubborn():
    for i in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            print("ignored", i, e, asyncio.current_task().cancelling(), asyncio.current_task().uncancel())
    return "survived"

async def main():
    tasks = [asyncio.create_task(worker(i)) for i in range(1, 4)]
    await asyncio.sleep(1.5)
    for t in tasks:
        print(t.cancel(), end=" ")
    print()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(results, [t.cancelled() for t in tasks], tasks[0].cancel())
    s = asyncio.create_task(stubborn())
    for i in range(3):
        await asyncio.sleep(0.1)
        s.cancel(f"msg {i}")
    print(await s)
    g = asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))
    g.cancel()
    try:
        await g
    except asyncio.CancelledError as e:
        print("gather", repr(e))
    t = asyncio.create_task(asyncio.sleep(1))
    t.cancel("before start")
    try:
        await t
    except asyncio.CancelledError as e:
        print("caught", repr(e))
    try:
        t.exception()
    except asyncio.CancelledError as e:
        print("exception()", type(e))
    async def raise_cancel():
        raise asyncio.CancelledError("own")
    t = asyncio.create_task(raise_cancel())
    await asyncio.wait([t])
    print(t.cancelled())
    async def outer():
        try:
            await asyncio.create_task(asyncio.sleep(5), name="inner")
        finally:
            print("outer left", [t.get_name() for t in asyncio.all_tasks() if t.get_name() == "inner" and not t.done()])
    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    asyncio.current_task().cancel()
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("self-cancel", asyncio.current_task().uncancel())
    async with asyncio.TaskGroup() as tg:
        x = tg.create_task(asyncio.sleep(1))
        x.cancel()
    print(x.cancelled())
    asyncio.current_task().cancel()
    await asyncio.sleep(1)

try:
    asyncio.run(main())
except asyncio.CancelledError as e:
    print("run cancelled", repr(e))
