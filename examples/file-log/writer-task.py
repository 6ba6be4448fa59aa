# Visits put lines into a queue; one task writes them, in a thread.
# Look for: the disk is as slow, and the loop is never held by it.
import asyncio


def append(log, lines):
    log.writelines(lines)
    log.flush()


async def write(log, queue):
    while True:
        lines = [await queue.get()]
        while not queue.empty():
            lines.append(queue.get_nowait())
        await asyncio.to_thread(append, log, lines)
        for _ in lines:
            queue.task_done()


async def visit(name, queue):
    for step in ("came", "looked", "left"):
        print(name, step)
        queue.put_nowait(f"{name} {step}\n")
        await asyncio.sleep(0.1)


async def main(log):
    queue = asyncio.Queue()
    writer = asyncio.create_task(write(log, queue), name="writer")
    names = ("Ann", "Bob", "Cem")
    await asyncio.gather(*(visit(name, queue) for name in names))
    await queue.join()
    writer.cancel()


with open("visits.log", "w") as log:
    asyncio.run(main(log))

with open("visits.log") as log:
    print(len(log.readlines()), "lines")
