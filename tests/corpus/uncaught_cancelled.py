import asyncio


async def job():
    await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(job(), name="job")
    await asyncio.sleep(1)
    task.cancel("no longer wanted")
    await task


asyncio.run(main())
