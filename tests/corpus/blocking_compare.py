import asyncio
import time
from time import perf_counter as now


def timed(function):
    async def wrapper(*args):
        began = now()
        result = await function(*args)
        print(f"{function.__name__}{args}: {now() - began:.2f} s")
        return result

    return wrapper


@timed
async def blocking(seconds):
    time.sleep(seconds)


@timed
async def waiting(seconds):
    await asyncio.sleep(seconds)


async def main():
    for kind in (blocking, waiting):
        began = now()
        await asyncio.gather(*(kind(s) for s in (0.5, 1, 1.5)))
        print(f"together {now() - began:.2f} s")
    began = now()
    await asyncio.gather(waiting(1), blocking(2), waiting(3))
    print(f"mixed {now() - began:.2f} s")
    try:
        await asyncio.wait_for(blocking(2), timeout=1)
        print("a timeout cannot interrupt what blocks")
    except TimeoutError:
        print("timeout, but only afterwards")


asyncio.run(main())
