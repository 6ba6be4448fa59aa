import asyncio

async def slow(t, v=None):
    try:
        await asyncio.sleep(t)
        return v
    except asyncio.CancelledError as e:
        print("slow cancelled", e.args)
        raise

async def main():
    try:
        async with asyncio.timeout(1):
            await slow(5)
    except TimeoutError as e:
        print("timeout", repr(e), repr(e.__cause__))
    try:
        await asyncio.wait_for(slow(5), timeout=0.5)
    except asyncio.TimeoutError as e:
        print("wait_for", repr(e), repr(e.__cause__), asyncio.TimeoutError is TimeoutError)
    print(await asyncio.wait_for(slow(0.2, "v"), None))
    try:
        await asyncio.wait_for(slow(1), 0)
    except TimeoutError:
        print("zero")
    async with asyncio.timeout(None) as cm:
        print(cm, cm.when())
        cm.reschedule(asyncio.get_running_loop().time() + 0.3)
        try:
            await slow(2)
        except asyncio.CancelledError:
            print("cancel seen", cm.expired())
            pass
    print(cm.expired(), cm)


async def two():
    async with asyncio.timeout(2) as outer:
        try:
            async with asyncio.timeout(1) as inner:
                await slow(3)
        except TimeoutError:
            print("inner", inner.expired(), outer.expired())
        try:
            async with asyncio.timeout_at(asyncio.get_running_loop().time() + 9):
                await slow(3)
        except TimeoutError:
            print("wrong one")


async def main3():
    done, pending = await asyncio.wait([asyncio.create_task(slow(i, i), name=f"t{i}") for i in range(1, 4)], timeout=2.5)
    print(sorted(t.result() for t in done), [t.get_name() for t in pending])
    for p in pending:
        p.cancel("too slow")
    await asyncio.wait(pending)
    t = asyncio.create_task(slow(1, "shielded"))
    try:
        await asyncio.wait_for(asyncio.shield(t), 0.5)
    except TimeoutError:
        print("shield timed out", t.done())
    print(await t)
    for coro in asyncio.as_completed([slow(0.3, "c"), slow(0.1, "a"), slow(5)], timeout=1):
        try:
            print(await coro)
        except TimeoutError:
            print("as_completed timeout")
    async for t in asyncio.as_completed([asyncio.create_task(slow(0.2, "z"), name="z"), asyncio.create_task(slow(0.1, "y"), name="y")]):
        print(t.get_name(), await t)

for m in (main, two, main3):
    try:
        asyncio.run(m())
    except BaseException as e:
        print("escaped", repr(e))
