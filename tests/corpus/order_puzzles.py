import asyncio
# a run of small puzzles on ordering
async def p1():
    async def f(n):
        print(n, end=" "); await asyncio.sleep(0); print(-n, end=" ")
    await asyncio.gather(f(1), f(2)); await f(3); print()
async def p2():
    async def f(n): print("f", n, end=" ")
    t = [asyncio.create_task(f(i)) for i in range(3)]
    print("created", end=" "); await t[2]; print("awaited 2")
async def p3():
    lock = asyncio.Lock(); out = []
    async def f(n):
        async with lock: out.append(n); await asyncio.sleep(0.1 * (3 - n))
    await asyncio.gather(*(f(i) for i in (2, 0, 1))); print(out)
async def p4():
    ev = asyncio.Event(); out = []
    async def w(n): await ev.wait(); out.append(n)
    ts = [asyncio.create_task(w(i)) for i in range(3)]
    await asyncio.sleep(0); ev.set(); ev.clear(); await asyncio.gather(*ts); print(out, ev.is_set())
async def p5():
    loop = asyncio.get_running_loop(); out = []
    loop.call_soon(out.append, 1); loop.call_later(0, out.append, 2); loop.call_soon(out.append, 3)
    f = loop.create_future(); f.add_done_callback(lambda _: out.append(4)); f.set_result(0)
    await asyncio.sleep(0); print(out); await asyncio.sleep(0); print(out)
async def p6():
    async def quick(): return "q"
    t = asyncio.create_task(quick()); print(await asyncio.wait_for(t, 0) if t.done() else "not yet"); print(await t)
    r = await asyncio.gather(quick(), asyncio.sleep(0, "s"), asyncio.wait_for(quick(), 1)); print(r)
async def p7():
    q = asyncio.Queue(1); out = []
    async def put(n):
        await q.put(n); out.append(f"p{n}")
    async def get(): out.append(f"g{await q.get()}")
    await asyncio.gather(put(1), put(2), get(), put(3), get(), get()); print(out)
async def p8():
    s = asyncio.Semaphore(2); out = []
    async def f(n):
        async with s: out.append(f"+{n}"); await asyncio.sleep([.3, .1, .2, .1][n]); out.append(f"-{n}")
    await asyncio.gather(*map(f, range(4))); print(*out)
async def p9():
    async def f():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: print("c1", end=" "); await asyncio.sleep(0); print("c2", end=" "); raise
        finally: print("fin", end=" ")
    t = asyncio.create_task(f()); await asyncio.sleep(0); t.cancel(); print("req", end=" ")
    await asyncio.wait([t]); print(t.cancelled())
async def main():
    for p in (p1, p2, p3, p4, p5, p6, p7, p8, p9): print(p.__name__, end=": "); await p()
asyncio.run(main())
