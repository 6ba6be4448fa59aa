# Nobody starts before all are there: a barrier for three.
# Look for: Cy comes last, at 1.5 s, and all go on at once.
import asyncio


async def run(name, walk, seconds, line):
    await asyncio.sleep(walk)
    print(name, "is ready")
    await line.wait()
    await asyncio.sleep(seconds)
    print(name, "is home")


async def main():
    line = asyncio.Barrier(3)
    async with asyncio.TaskGroup() as race:
        race.create_task(run("Ana", 0.5, 2.0, line), name="Ana")
        race.create_task(run("Ben", 1.0, 2.5, line), name="Ben")
        race.create_task(run("Cy", 1.5, 1.5, line), name="Cy")


asyncio.run(main())
