import asyncio


async def runner(name, gun, delay):
    await asyncio.sleep(delay)
    print(f"{name} waits" if not gun.is_set() else f"{name} is late")
    print(f"{name}: wait() ->", await gun.wait(), "at", asyncio.get_running_loop().time())


async def main():
    gun = asyncio.Event()
    runners = [asyncio.create_task(runner(n, gun, d)) for n, d in (("ada", 0.2), ("bo", 0.1), ("cy", 2))]
    await asyncio.sleep(1)
    print("bang")
    gun.set()
    gun.set()
    await asyncio.gather(*runners)

    gun.clear()
    print("set:", gun.is_set())
    waiter = asyncio.create_task(gun.wait())
    await asyncio.sleep(0)
    # Set and cleared within one turn: those who waited are woken all the same.
    gun.set()
    gun.clear()
    print("woken:", await waiter, "| set:", gun.is_set())
    try:
        await asyncio.wait_for(gun.wait(), 0.5)
    except TimeoutError:
        print("nobody came")


asyncio.run(main())
