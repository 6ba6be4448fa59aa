import asyncio


async def cached(x, cache={}):
    if x in cache:
        return cache[x]
    await asyncio.sleep(0.1)
    cache[x] = x * 2
    return cache[x]


async def main():
    loop = asyncio.get_running_loop()
    print(asyncio.current_task().get_name())
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(cached(1))
    print(t.done())
    print(await t)
    t = asyncio.create_task(cached(1), name="hit")
    print(t.done(), t.get_name(), t.result())
    t2 = asyncio.Task(cached(3), loop=loop, eager_start=True)
    print(t2.done(), await t2)
    async def boom():
        raise ValueError("eager")
    t3 = asyncio.create_task(boom())
    print(t3.done(), repr(t3.exception()))
    async def nested():
        inner = asyncio.create_task(cached(9))
        return inner.done(), await inner, asyncio.current_task().get_name()
    print(await asyncio.create_task(nested(), name="outer"))
    loop.set_task_factory(None)
    t = asyncio.create_task(cached(1))
    print(t.done(), t.get_name())
    await t
    def factory(loop, coro, **kw):
        print("factory", coro.__name__, sorted(kw))
        return asyncio.Task(coro, loop=loop, **kw)
    loop.set_task_factory(factory)
    await asyncio.create_task(cached(1), name="made")
    await asyncio.gather(cached(1), cached(1))
    loop.set_task_factory(None)
    done = asyncio.create_task(cached(1), name="done-task")
    await done
    print(str(done).split(" coro=")[0])
    failed = asyncio.create_task(boom())
    await asyncio.wait([failed])
    print(repr(failed.exception()))
    c = asyncio.create_task(asyncio.sleep(9), name="c")
    c.cancel()
    await asyncio.wait([c])
    print(str(c).split(" coro")[0], c.done(), c.cancelled())
    f = loop.create_future()
    print(f)
    f.set_result("x" * 100)
    print(f)
    print(sorted(t.get_name() for t in asyncio.all_tasks()))


asyncio.run(main())
