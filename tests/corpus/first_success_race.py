import asyncio
# StackOverflow: "How do I cancel a task from within another" + "wait for first success"


async def attempt(name, delay, ok):
    try:
        await asyncio.sleep(delay)
        if not ok:
            raise ConnectionError(name)
        return name
    except asyncio.CancelledError:
        print(f"{name} cancelled at {asyncio.get_running_loop().time():.2f}")
        raise


async def first_success(coros):
    tasks = [asyncio.create_task(c) for c in coros]
    errors = []
    try:
        for fut in asyncio.as_completed(tasks):
            try:
                return await fut
            except ConnectionError as e:
                errors.append(e)
        raise ExceptionGroup("all failed", errors)
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def happy_eyeballs():
    from asyncio import staggered
    async def conn(i, d, fail):
        await asyncio.sleep(d)
        if fail:
            raise OSError(f"conn {i}")
        return i
    winner, idx, excs = await staggered.staggered_race([lambda i=i, d=d, f=f: conn(i, d, f) for i, (d, f) in enumerate([(1, True), (0.4, False), (0.1, False)])], 0.25)
    print("winner", winner, idx, [type(e).__name__ if e else None for e in excs])


async def killer(t, after):
    await asyncio.sleep(after)
    print("killing", t.get_name(), t.cancel(msg="killed"))


async def main():
    print(await first_success([attempt("a", 0.3, False), attempt("b", 0.5, True), attempt("c", 0.9, True)]))
    try:
        await first_success([attempt("x", 0.1, False), attempt("y", 0.2, False)])
    except* ConnectionError as eg:
        print(eg, [str(e) for e in eg.exceptions])
    t = asyncio.create_task(attempt("victim", 5, True), name="victim")
    k = asyncio.create_task(killer(t, 0.5))
    try:
        await t
    except asyncio.CancelledError as e:
        print("main saw", repr(e), asyncio.current_task().cancelling())
    await k
    await happy_eyeballs()

    async def parent():
        try:
            await asyncio.gather(attempt("g1", 1, True), attempt("g2", 2, True))
        except asyncio.CancelledError as e:
            print("parent", e.args)
            raise
    p = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    p.cancel("from above")
    r = await asyncio.wait([p])
    print(p.cancelled(), len(r[0]))
    try:
        p.result()
    except asyncio.CancelledError as e:
        print("result:", e.args)
    try:
        p.exception()
    except asyncio.CancelledError as e:
        print("exception:", e.args)

asyncio.run(main())
