# The same with its await.
# Look for: main waits for 1 s, and the poem is saved.
import asyncio


async def save(text):
    await asyncio.sleep(1)
    print("saved:", text)


async def main():
    print("saving")
    await save("my poem")
    print("closing")


asyncio.run(main())
