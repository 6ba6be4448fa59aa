# Each visit writes a line into a file, on a disk that takes its time.
# Look for: while one writes, the loop is held and all others wait.
import asyncio


async def visit(name, log):
    for step in ("came", "looked", "left"):
        print(name, step)
        log.write(f"{name} {step}\n")
        log.flush()
        await asyncio.sleep(0.1)


async def main(log):
    names = ("Ann", "Bob", "Cem")
    await asyncio.gather(*(visit(name, log) for name in names))


with open("visits.log", "w") as log:
    asyncio.run(main(log))

with open("visits.log") as log:
    print(len(log.readlines()), "lines")
