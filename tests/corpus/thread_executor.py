# `run_in_executor` with the default pool, a pool of one's own, and a cancelled wait.
import asyncio
import functools
import threading
import time
from concurrent.futures import ThreadPoolExecutor

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def work(seconds, *, name="job"):
    time.sleep(seconds)
    return name, threading.current_thread().name, now()


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 1))
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="own") as pool:
        futures = [
            loop.run_in_executor(pool, functools.partial(work, seconds, name=name))
            for name, seconds in (("a", 2), ("b", 1))
        ]
        for future in futures:
            print(await future)
        print(asyncio.isfuture(futures[0]), futures[0].done())
    waiting = loop.run_in_executor(None, work, 3)
    await asyncio.sleep(1)
    print("cancel", waiting.cancel(), now())
    try:
        await waiting
    except asyncio.CancelledError:
        print("cancelled", now())
    await loop.shutdown_default_executor()
    print("shut down", now())
    try:
        await loop.run_in_executor(None, work, 1)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
