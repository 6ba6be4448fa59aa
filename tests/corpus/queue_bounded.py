# A bounded queue makes a fast producer wait for a slow consumer.
import asyncio


async def producer(queue):
    for n in range(5):
        await queue.put(n)
        print(f"{asyncio.get_running_loop().time():4.1f} put {n} ({queue.qsize()}/{queue.maxsize})")
    await queue.put(None)


async def consumer(queue):
    while (item := await queue.get()) is not None:
        print(f"{asyncio.get_running_loop().time():4.1f}    got {item}")
        await asyncio.sleep(1)


async def main():
    queue = asyncio.Queue(maxsize=2)
    await asyncio.gather(producer(queue), consumer(queue))

    queue.put_nowait("x")
    queue.put_nowait("y")
    print("full:", queue.full())
    try:
        queue.put_nowait("z")
    except asyncio.QueueFull as error:
        print("QueueFull:", repr(error))
    try:
        async with asyncio.timeout(1):
            await queue.put("z")
    except TimeoutError:
        print("gave up, queue still holds", [queue.get_nowait(), queue.get_nowait()])


asyncio.run(main())
