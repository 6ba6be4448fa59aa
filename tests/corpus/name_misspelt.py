import asyncio

async def fetch_data(delay):
    await asyncio.sleep(delay)
    return {"data": delay}

async def main():
    task1 = asyncio.create_task(fetch_data(1))
    task2 = asyncio.create_task(fetch_data(2))
    value = await task1
    print(value)
    value2 = await tsk2
    print(value2)

asyncio.run(main())
