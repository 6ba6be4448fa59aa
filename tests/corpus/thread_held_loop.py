# While a coroutine holds the loop, threads go on; their results wait for the loop.
import asyncio
import threading
import time

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def thread():
    for number in range(3):
        time.sleep(2)
        print("thread", number, now())
    return "thread result"


async def other():
    await asyncio.sleep(1)
    print("other, late", now())


async def main():
    task = asyncio.create_task(other())
    offloaded = asyncio.create_task(asyncio.to_thread(thread))
    await asyncio.sleep(0)
    time.sleep(5)
    print("held the loop", now())
    print(await offloaded, now())
    await task


asyncio.run(main())
