import asyncio


async def main():
    loop = asyncio.get_running_loop()

    try:
        async with asyncio.timeout(1) as scope:
            print("deadline in", scope.when() - loop.time(), "expired:", scope.expired())
            await asyncio.sleep(3)
            print("never printed")
    except TimeoutError:
        print(f"{loop.time():.1f} timeout; expired: {scope.expired()}")

    async with asyncio.timeout(None) as scope:
        print("no deadline:", scope.when())
        await asyncio.sleep(1)
        scope.reschedule(loop.time() + 2)
        await asyncio.sleep(1.5)
    print(f"{loop.time():.1f} finished in time; expired: {scope.expired()}")

    try:
        async with asyncio.timeout_at(loop.time() + 5) as scope:
            await asyncio.sleep(1)
            scope.reschedule(loop.time() + 0.5)
            await asyncio.sleep(1)
    except TimeoutError:
        print(f"{loop.time():.1f} the nearer deadline won")

    try:
        async with asyncio.timeout(-1):
            print("the body starts")
            await asyncio.sleep(0)
            print("and stops at its first await")
    except TimeoutError:
        print(f"{loop.time():.1f} already late")

    try:
        scope.reschedule(9)
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.run(main())
