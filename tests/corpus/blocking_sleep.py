# time.sleep holds the loop: nobody else runs, and late timers run late.
import asyncio
import time


async def heartbeat():
    for _ in range(5):
        print(f"{time.perf_counter() - start:.1f}  beat")
        await asyncio.sleep(0.5)


async def polite():
    print(f"{time.perf_counter() - start:.1f}  polite begins")
    await asyncio.sleep(1)
    print(f"{time.perf_counter() - start:.1f}  polite ends")


async def rude():
    await asyncio.sleep(0.6)
    print(f"{time.perf_counter() - start:.1f}  rude begins")
    time.sleep(1.7)
    print(f"{time.perf_counter() - start:.1f}  rude ends")


async def main():
    await asyncio.gather(heartbeat(), polite(), rude())
    print(f"total {time.perf_counter() - start:.1f} s")


start = time.perf_counter()
asyncio.run(main())
time.sleep(0.3)
print(f"outside {time.perf_counter() - start:.1f} s")
