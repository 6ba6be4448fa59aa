# A pulse every half second, and work that holds the loop for 2 s.
# Look for: from 1 s to 2.7 s the pulse is ready and cannot run.
import asyncio
import time


async def pulse():
    for beat in range(1, 9):
        await asyncio.sleep(0.5)
        print("beat", beat)


async def resize(photos):
    await asyncio.sleep(0.7)
    for photo in range(photos):
        time.sleep(0.4)
    print("resized", photos, "photos")


async def main():
    await asyncio.gather(pulse(), resize(5))


asyncio.run(main())
