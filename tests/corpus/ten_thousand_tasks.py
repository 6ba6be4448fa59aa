import asyncio


async def unit(n):
    await asyncio.sleep(n % 10 / 10)
    return n


async def chain(n):
    return 0 if n == 0 else 1 + await asyncio.create_task(chain(n - 1))


async def main():
    loop = asyncio.get_running_loop()
    results = await asyncio.gather(*(unit(n) for n in range(10_000)))
    print(sum(results), results == list(range(10_000)), f"{loop.time():.1f} s")
    done, pending = await asyncio.wait([asyncio.create_task(unit(n)) for n in range(1000)], timeout=0.45)
    print(len(done), len(pending))
    for task in pending:
        task.cancel()
    await asyncio.wait(pending)
    print(sum(t.cancelled() for t in pending))
    print(await chain(300))
    queue = asyncio.Queue(10)

    async def produce():
        for n in range(5000):
            await queue.put(n)
        queue.shutdown()

    total = 0
    producer = asyncio.create_task(produce())
    try:
        while True:
            total += await queue.get()
    except asyncio.QueueShutDown:
        print(total, producer.done())


asyncio.run(main())
