"""A daemon thread whose loop still runs when the script ends: it stops where it is, and nobody says anything."""

import asyncio
import threading


async def ticking():
    while True:
        await asyncio.sleep(1)


async def waiting(future):
    await future


def serve(loop):
    asyncio.set_event_loop(loop)
    loop.create_task(ticking())
    loop.run_forever()


async def add(a, b):
    await asyncio.sleep(1)
    return a + b


loop = asyncio.new_event_loop()
thread = threading.Thread(target=serve, args=(loop,), daemon=True)
thread.start()
print(asyncio.run_coroutine_threadsafe(add(1, 2), loop).result())
asyncio.run_coroutine_threadsafe(waiting(loop.create_future()), loop)
print(loop.is_running(), thread.is_alive())
