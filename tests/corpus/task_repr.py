import asyncio
import sys


async def nap(seconds):
    await asyncio.sleep(seconds)
    return "rested"


async def fail():
    raise LookupError("no such key")


def show(label, what):
    print(label, what, file=sys.stderr)


async def main():
    task = asyncio.create_task(nap(1), name="napper")
    show("new:", task)
    print("coroutine of", task.get_coro().cr_code.co_name)
    await asyncio.sleep(0)
    print(task.done(), task.cancelled(), task.cancelling())
    bad = asyncio.create_task(fail(), name="bad")
    gone = asyncio.create_task(nap(9), name="gone")
    await asyncio.sleep(0.1)
    gone.cancel()
    show("cancelling:", gone)
    await asyncio.wait([task, bad, gone])
    show("done:", task)
    show("failed:", bad)
    show("cancelled:", gone)

    future = asyncio.get_running_loop().create_future()
    print(future)
    future.set_result([1, 2])
    print(future)
    other = asyncio.get_running_loop().create_future()
    other.cancel()
    print(other)


asyncio.run(main())
