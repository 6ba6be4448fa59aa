# Only the scope whose deadline passed turns the cancellation into a TimeoutError.
import asyncio


async def attempt(outer, inner):
    loop = asyncio.get_running_loop()
    began = loop.time()
    log = []
    try:
        async with asyncio.timeout(outer):
            try:
                async with asyncio.timeout(inner):
                    await asyncio.sleep(10)
            except TimeoutError:
                log.append(f"inner at {loop.time() - began:g}")
                await asyncio.sleep(2)
                log.append("inner handled")
    except TimeoutError:
        log.append(f"outer at {loop.time() - began:g}")
    print(f"outer={outer} inner={inner}:", ", ".join(log))


async def swallower():
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                print("swallowed, so the scope sees no cancellation")
                return "value"
    except TimeoutError:
        return "timeout"


async def main():
    await attempt(3, 1)
    await attempt(2, 1)
    await attempt(1, 3)
    await attempt(1, 1)
    print(await swallower())
    print("cancelling:", asyncio.current_task().cancelling())


asyncio.run(main())
