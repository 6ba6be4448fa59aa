import asyncio


async def download(gate, n):
    async with gate:
        began = asyncio.get_running_loop().time()
        await asyncio.sleep(1 + n % 2)
        print(f"file {n}: {began:.0f} → {asyncio.get_running_loop().time():.0f}")


async def main():
    gate = asyncio.Semaphore(2)
    await asyncio.gather(*(download(gate, n) for n in range(6)))
    print("locked:", gate.locked())

    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    print("locked:", bounded.locked())
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print("ValueError:", error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print("ValueError:", error)

    # release() more often than acquire() raises the limit of a plain one.
    gate.release()
    running = peak = 0

    async def job():
        nonlocal running, peak
        async with gate:
            running += 1
            peak = max(peak, running)
            await asyncio.sleep(0.1)
            running -= 1

    await asyncio.gather(*(job() for _ in range(9)))
    print("peak:", peak)


asyncio.run(main())
