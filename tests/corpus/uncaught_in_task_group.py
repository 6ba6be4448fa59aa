import asyncio


async def child(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError(f"child {n} failed")
    print("child", n, "done")


async def main():
    async with asyncio.TaskGroup() as tg:
        for n in (1, 2, 3):
            tg.create_task(child(n))
    print("never")


asyncio.run(main())
