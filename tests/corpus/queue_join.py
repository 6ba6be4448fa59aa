import asyncio


async def worker(name, queue):
    while True:
        seconds = await queue.get()
        await asyncio.sleep(seconds)
        print(f"{asyncio.get_running_loop().time():.2f} {name} slept {seconds}")
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for seconds in (0.5, 0.2, 0.9, 0.1, 0.3):
        queue.put_nowait(seconds)
    print("size:", queue.qsize(), "empty:", queue.empty())
    workers = [asyncio.create_task(worker(f"worker-{i}", queue)) for i in range(2)]
    await queue.join()
    print("all done at", round(asyncio.get_running_loop().time(), 2))
    for w in workers:
        w.cancel()
    print([type(r).__name__ for r in await asyncio.gather(*workers, return_exceptions=True)])
    try:
        queue.task_done()
    except ValueError as error:
        print("ValueError:", error)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as error:
        print("QueueEmpty:", repr(error))


asyncio.run(main())
