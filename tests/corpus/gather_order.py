# Results come in the order of the arguments, however long each one takes.
import asyncio
import time


async def fetch(name, delay):
    print(f"{time.perf_counter() - start:4.1f}  {name} starts")
    await asyncio.sleep(delay)
    print(f"{time.perf_counter() - start:4.1f}  {name} done")
    return name.upper()


async def main():
    results = await asyncio.gather(fetch("slow", 3), fetch("quick", 0.5), fetch("medium", 1.5))
    print(results)
    print(await asyncio.gather())


start = time.perf_counter()
asyncio.run(main())
print(f"total {time.perf_counter() - start:.1f} s")
