import asyncio


async def fetch(page, delay):
    await asyncio.sleep(delay)
    if page == 3:
        raise ConnectionError(f"page {page} is gone")
    return f"page {page}"


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    delays = {1: 0.9, 2: 0.3, 3: 0.6, 4: 0.1}

    for earliest in asyncio.as_completed([fetch(p, d) for p, d in delays.items()]):
        try:
            result = await earliest
        except ConnectionError as error:
            result = f"failed: {error}"
        print(f"{loop.time() - began:.1f}  {result}")

    # The asynchronous form yields the tasks themselves.
    tasks = {asyncio.create_task(fetch(p, d)): p for p, d in delays.items() if p != 3}
    async for task in asyncio.as_completed(tasks):
        print(f"{loop.time() - began:.1f}  task of page {tasks[task]} -> {task.result()}")

    try:
        for earliest in asyncio.as_completed([fetch(1, 0.2), fetch(2, 5)], timeout=1):
            print(await earliest)
    except TimeoutError as error:
        print(f"{loop.time() - began:.1f}  {type(error).__name__}")


asyncio.run(main())
