import asyncio
import sys
import time


async def slow(n):
    time.sleep(0.2)
    await asyncio.sleep(0.1)
    time.sleep(0.3)
    return n


async def main():
    loop = asyncio.get_running_loop()
    handle = loop.call_later(5, print, "late")
    print(handle, file=sys.stderr)
    handle.cancel()
    print(handle, file=sys.stderr)
    future = loop.create_future()
    print(future, file=sys.stderr)
    for _ in range(3):
        future.add_done_callback(id)
    print(future, file=sys.stderr)
    future.set_result(None)
    task = asyncio.create_task(slow(1), name="slow one")
    print(task, file=sys.stderr)
    print(await task)
    await slow(2)


asyncio.run(main(), debug=True)
