# A coroutine that nobody awaits never runs.
# Look for: no wait at all, and a warning in the console.
import asyncio


async def save(text):
    await asyncio.sleep(1)
    print("saved:", text)


async def main():
    print("saving")
    save("my poem")  # missing: await
    print("closing")


asyncio.run(main())
