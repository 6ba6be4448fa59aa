import asyncio
import time

async def make_coffee():
    print("coffee: started")
    await asyncio.sleep(3)
    print("coffee: done")
    return "Coffee"

async def make_toast(slices=2):
    print(f"toast: {slices} slices in")
    for i in range(slices):
        print("toasting", i + 1, "...")
        await asyncio.sleep(1.5)
    return ["Toast"] * slices

async def main():
    start = time.perf_counter()
    batch = asyncio.gather(make_coffee(), make_toast())
    coffee, toast = await batch
    end = time.perf_counter()
    print(f"Result: {coffee}, {toast}")
    print(f"Time: {end-start:.2f} seconds")

    start = time.time()
    c = await make_coffee()
    t = await make_toast(1)
    print(c, t, "Time: %s" % round(time.time() - start, 2))
    print("batch:", batch.done(), type(batch))

if __name__ == '__main__':
    asyncio.run(main())
