# The same work, letting the others in after every photo.
# Look for: the pulse is held for a moment, never for long.
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
        await asyncio.sleep(0.01)
    print("resized", photos, "photos")


async def main():
    await asyncio.gather(pulse(), resize(5))


asyncio.run(main())
