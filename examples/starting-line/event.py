# Runners wait for one event, and all go when it is set.
# Look for: three waits that end together at 1 s.
import asyncio


async def run(name, seconds, gun):
    print(name, "is ready")
    await gun.wait()
    await asyncio.sleep(seconds)
    print(name, "is home")


async def main():
    gun = asyncio.Event()
    async with asyncio.TaskGroup() as race:
        race.create_task(run("Ana", 2.0, gun), name="Ana")
        race.create_task(run("Ben", 2.5, gun), name="Ben")
        race.create_task(run("Cy", 1.5, gun), name="Cy")
        await asyncio.sleep(1)
        print("bang")
        gun.set()


asyncio.run(main())
