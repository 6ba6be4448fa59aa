import asyncio


async def consumer(name, queue):
    try:
        while True:
            item = await queue.get()
            await asyncio.sleep(0.1)
            print(name, "handled", item)
            queue.task_done()
    except asyncio.QueueShutDown:
        print(name, "sees the end at", round(asyncio.get_running_loop().time(), 2))


async def main():
    queue = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        for name in ("one", "two"):
            group.create_task(consumer(name, queue))
        for n in range(5):
            await queue.put(n)
        queue.shutdown()
        try:
            await queue.put("too late")
        except asyncio.QueueShutDown as error:
            print("put refused:", repr(error))
        await queue.join()
    print("graceful")

    queue = asyncio.Queue(1)
    await queue.put("stuck")
    blocked = asyncio.create_task(queue.put("never"))
    await asyncio.sleep(0)
    queue.shutdown(immediate=True)
    print(await asyncio.gather(blocked, queue.get(), return_exceptions=True), queue.qsize())


asyncio.run(main())
