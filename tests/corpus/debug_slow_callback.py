import asyncio
import time


async def crunch(seconds):
    time.sleep(seconds)
    return seconds


def slow_callback():
    time.sleep(0.15)


async def main():
    loop = asyncio.get_running_loop()
    print("debug:", loop.get_debug(), "threshold:", loop.slow_callback_duration)
    await asyncio.create_task(crunch(0.5), name="cruncher")
    await asyncio.create_task(crunch(0.05), name="quick")
    loop.call_soon(slow_callback)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.slow_callback_duration = 1
    await asyncio.create_task(crunch(0.9), name="tolerated")
    print("done")


asyncio.run(main(), debug=True)
