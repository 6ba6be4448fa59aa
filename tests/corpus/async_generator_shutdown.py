# A generator left half-way is closed by the loop before it ends.
import asyncio


async def readings(name):
    try:
        n = 0
        while True:
            yield n
            n += 1
            await asyncio.sleep(1)
    finally:
        print(f"{name}: closing")
        await asyncio.sleep(0.25)
        print(f"{name}: closed")


kept = []


async def main():
    source = readings("thermometer")
    kept.append(source)
    async for value in source:
        print("value", value)
        if value == 1:
            break
    print("main ends")


asyncio.run(main())
print("loop is closed")


async def leaky():
    async for value in readings("dropped"):
        print("value", value)
        break
    # The generator has no owner any more: the loop's hook schedules its aclose().
    await asyncio.sleep(1)
    print("leaky ends")


asyncio.run(leaky())
