import asyncio, time

async def bad(n):
    print(f"bad {n} start {time.perf_counter():.1f}")
    time.sleep(1)
    print(f"bad {n} end {time.perf_counter():.1f}")

async def good(n):
    print(f"good {n} start {time.perf_counter():.1f}")
    await asyncio.sleep(1)
    print(f"good {n} end {time.perf_counter():.1f}")

async def main():
    await asyncio.gather(bad(1), bad(2))
    await asyncio.gather(good(1), good(2))
    async def heartbeat():
        while True:
            print("tick", round(time.monotonic(), 2))
            await asyncio.sleep(0.25)
    hb = asyncio.create_task(heartbeat())
    await asyncio.sleep(0.6)
    time.sleep(1)
    await asyncio.sleep(0.3)
    hb.cancel()
    try:
        await hb
    except asyncio.CancelledError:
        print("hb cancelled", hb.cancelled(), hb.cancelling())
    print(time.strftime("%Y-%m-%d", time.gmtime(86400)))

asyncio.run(main())
