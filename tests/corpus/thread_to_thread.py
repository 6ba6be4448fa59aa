# `asyncio.to_thread` keeps the loop free; exceptions and results come back.
import asyncio
import threading
import time

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def blocking(name, seconds, before=0):
    time.sleep(before)
    print(name, "in", threading.current_thread().name.partition("_")[0], now())
    time.sleep(seconds)
    if seconds == 4:
        raise ValueError(name)
    return f"{name} slept {seconds}"


async def ticker():
    for number in range(4):
        await asyncio.sleep(2.6)
        print("tick", number)


async def main():
    ticking = asyncio.create_task(ticker())
    print(await asyncio.to_thread(blocking, "one", 2))
    results = await asyncio.gather(
        asyncio.to_thread(blocking, "two", 2, before=2),
        asyncio.to_thread(blocking, "three", seconds=3, before=3),
        asyncio.to_thread(blocking, "four", 4, before=4),
        return_exceptions=True,
    )
    print(results, now())
    await ticking
    try:
        async with asyncio.timeout(1):
            await asyncio.to_thread(time.sleep, 3)
    except TimeoutError:
        print("timeout", now())


asyncio.run(main())
print("end", now())
