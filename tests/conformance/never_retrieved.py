import asyncio


async def background(n):
    await asyncio.sleep(n)
    raise ValueError(f"background job {n} failed")


async def fire_and_forget():
    asyncio.create_task(background(1))
    asyncio.create_task(background(2), name="second")
    looked_at = asyncio.create_task(background(3))
    await asyncio.sleep(4)
    print("seen:", looked_at.exception())


async def main():
    await fire_and_forget()
    future = asyncio.get_running_loop().create_future()
    future.set_exception(OSError("future dropped"))
    del future
    print("main ends normally")


asyncio.run(main())
