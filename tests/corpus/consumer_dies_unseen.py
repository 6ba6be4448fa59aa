import asyncio


async def producer(q):
    for i in range(3):
        await q.put(i)
        await asyncio.sleep(0.1)


async def consumer(q):
    while True:
        item = await q.get()
        print("got", item, 10 / (2 - item))
        q.task_done()


async def main():
    q = asyncio.Queue()
    cons = asyncio.create_task(consumer(q), name="consumer")
    await producer(q)
    await asyncio.wait_for(q.join(), 3)

asyncio.run(main())
