// What the live clock is tried with.

// Every wait of the three scripts is a multiple of UNIT seconds.

export const ORDERED = `import asyncio


async def worker(name, delay, queue):
    await asyncio.sleep(delay)
    await queue.put(name)
    print(name, "put")


async def main():
    queue = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        for number in range(6, 0, -1):
            group.create_task(worker(f"w{number}", number * UNIT, queue))
        for _ in range(6):
            print("got", await queue.get())
    try:
        async with asyncio.timeout(UNIT):
            await asyncio.sleep(100)
    except TimeoutError:
        print("timeout")


asyncio.run(main())
`;

export const HOLDING = `import asyncio
import time


async def main():
    await asyncio.sleep(0.5)
    time.sleep(1)
    await asyncio.sleep(0.3)
    print("over")


asyncio.run(main())
`;

export const THREADS = `import asyncio
import concurrent.futures
import queue
import threading
import time


def slow(name, seconds):
    time.sleep(seconds)
    print(name, "slept")
    return name


def producer(items):
    for number in range(3):
        time.sleep(2.5 * UNIT)
        items.put(number)


def consumer(items):
    for _ in range(3):
        print("item", items.get())


async def main():
    items = queue.Queue()
    threads = [threading.Thread(target=f, args=(items,)) for f in (producer, consumer)]
    for thread in threads:
        thread.start()
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = [loop.run_in_executor(pool, slow, f"pool {n}", (1.5 + n * 2) * UNIT) for n in range(3)]
        others = [asyncio.to_thread(slow, f"to_thread {n}", (1 + n * 5) * UNIT) for n in range(2)]
        print(await asyncio.gather(*jobs, *others))
    event = threading.Event()
    threading.Timer(2 * UNIT, event.set).start()
    print("set", await asyncio.to_thread(event.wait, 100))
    for thread in threads:
        thread.join()


asyncio.run(main())
`;

export const CANCELLED = `import asyncio


async def step(name, seconds):
    try:
        await asyncio.sleep(seconds)
        print(name, "done")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    first = [asyncio.create_task(step(f"t{n}", (n + 1) * UNIT)) for n in range(4)]
    done, pending = await asyncio.wait(first, timeout=2.5 * UNIT)
    print(len(done), len(pending))
    for task in pending:
        task.cancel()
    print([str(each) or type(each).__name__ for each in await asyncio.gather(*pending, return_exceptions=True)])
    for each in asyncio.as_completed([step("slow", 3 * UNIT), step("quick", UNIT)]):
        print(await each)
    try:
        await asyncio.wait_for(step("late", 100), UNIT)
    except TimeoutError:
        print("timeout")
    condition = asyncio.Condition()

    async def wakes():
        await asyncio.sleep(UNIT)
        async with condition:
            condition.notify_all()

    task = asyncio.create_task(wakes())
    async with condition:
        await condition.wait()
    print("woken", await task)


asyncio.run(main())
`;

export const HELD_BY_COMPUTING = `import asyncio
import time


async def main():
    await asyncio.sleep(0.3)
    end = time.monotonic() + 1
    while time.monotonic() < end:
        pass
    await asyncio.sleep(0.3)
    print("over")


asyncio.run(main())
`;
