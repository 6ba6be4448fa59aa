import asyncio
async def stage(inq, outq, fn, workers=1):
    async def run():
        while True:
            try: item = await inq.get()
            except asyncio.QueueShutDown: return
            try: await outq.put(await fn(item))
            finally: inq.task_done()
    async with asyncio.TaskGroup() as tg:
        for _ in range(workers): tg.create_task(run())
    outq.shutdown()
async def double(x): await asyncio.sleep(0.1); return x * 2
async def tostr(x): await asyncio.sleep(0.05); return f"<{x}>"
async def main():
    a, b, c = asyncio.Queue(2), asyncio.Queue(1), asyncio.Queue()
    async def feed():
        for i in range(6): await a.put(i)
        a.shutdown()
    loop = asyncio.get_running_loop()
    async def sink():
        out = []
        while True:
            try: out.append((await c.get(), round(loop.time(), 2)))
            except asyncio.QueueShutDown: return out
    r = await asyncio.gather(feed(), stage(a, b, double, 3), stage(b, c, tostr), sink())
    print(r[-1])
    q = asyncio.Queue(); q.put_nowait(1); q.shutdown()
    print(await q.get())
    for f in (q.get, lambda: q.put(1)):
        try: await f()
        except asyncio.QueueShutDown as e: print("shut down", repr(e), str(e) == "")
    j = asyncio.Queue(); j.put_nowait("x"); t = asyncio.create_task(j.join()); await asyncio.sleep(0)
    print(t.done()); j.shutdown(immediate=True); await asyncio.sleep(0); await asyncio.sleep(0); print(t.done(), j.qsize(), j.empty())
    g = [asyncio.create_task(asyncio.wait_for(j2.get(), 1)) for j2 in (asyncio.Queue(), asyncio.LifoQueue())]
    print(await asyncio.gather(*g, return_exceptions=True))
asyncio.run(main())
