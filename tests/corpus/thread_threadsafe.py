# A thread hands callbacks and coroutines to a loop that runs elsewhere.
import asyncio
import threading
import time

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


async def double(number, seconds):
    await asyncio.sleep(seconds)
    print("doubling", number, now())
    return 2 * number


async def fail():
    raise KeyError("lost")


def worker(loop, done):
    time.sleep(1)
    loop.call_soon_threadsafe(print, "called in", threading.main_thread().name)
    future = asyncio.run_coroutine_threadsafe(double(21, 2), loop)
    print("result", future.result(), now())
    try:
        asyncio.run_coroutine_threadsafe(fail(), loop).result()
    except KeyError as error:
        print("failed", error)
    slow = asyncio.run_coroutine_threadsafe(double(1, 9), loop)
    try:
        slow.result(timeout=1)
    except TimeoutError:
        print("too slow", slow.cancel(), now())
    loop.call_soon_threadsafe(done.set)


async def main():
    done = asyncio.Event()
    thread = threading.Thread(target=worker, args=(asyncio.get_running_loop(), done))
    thread.start()
    await done.wait()
    print("done", now())
    await asyncio.to_thread(thread.join)
    print("joined", now())


asyncio.run(main())
