import asyncio

log = []

async def critical(lock, name, t):
    async with lock:
        print(name, "has it", asyncio.get_running_loop().time())
        await asyncio.sleep(t)

async def waiter(ev, n):
    await ev.wait()
    print("waiter", n)

async def consumer(cond, n):
    async with cond:
        await cond.wait_for(lambda: len(log) >= n)
        print("consumer", n, log)

async def party(b, i):
    await asyncio.sleep(i / 10)
    pos = await b.wait()
    return pos

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(critical(lock, n, 0.5) for n in "abc"))
    print(lock.locked())
    ev = asyncio.Event()
    ws = [asyncio.create_task(waiter(ev, i)) for i in range(3)]
    await asyncio.sleep(0)
    print(ev.is_set()); ev.set()
    await asyncio.gather(*ws)
    sem = asyncio.Semaphore(2)
    await asyncio.gather(*(critical(sem, i, 1) for i in range(4)))
    bs = asyncio.BoundedSemaphore(1)
    try:
        bs.release()
    except ValueError as e:
        print(e)
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)
    cond = asyncio.Condition()
    cs = [asyncio.create_task(consumer(cond, i)) for i in (1, 2)]
    await asyncio.sleep(0)
    for x in "xy":
        async with cond:
            log.append(x)
            cond.notify_all()
        await asyncio.sleep(0.1)
    await asyncio.gather(*cs)
    try:
        cond.notify()
    except RuntimeError as e:
        print(e)
    b = asyncio.Barrier(3)
    print(sorted(await asyncio.gather(*(party(b, i) for i in range(3)))), b.n_waiting, b.parties, b.broken)
    async with asyncio.TaskGroup() as tg:
        async def p(i):
            try:
                await party(b, i)
            except asyncio.BrokenBarrierError as e:
                print("broken", i, repr(e))
        for i in range(2):
            tg.create_task(p(i))
        await asyncio.sleep(0.15)
        await b.abort()
    await b.reset()
    print(b.broken)

asyncio.run(main())
