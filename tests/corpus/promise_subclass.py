import asyncio
# subclass of Future/Task and duck typed loops
class Promise(asyncio.Future):
    def then(self, fn):
        p = Promise()
        self.add_done_callback(lambda f: p.set_exception(f.exception()) if f.exception() else p.resolve(fn(f.result())))
        return p
    def resolve(self, v):
        if asyncio.isfuture(v): v.add_done_callback(lambda f: self.set_result(f.result()))
        else: self.set_result(v)
        return self
    @classmethod
    def all(cls, *ps): return asyncio.gather(*ps)
class NamedTask(asyncio.Task):
    n = 0
    def __init__(self, coro, **kw):
        NamedTask.n += 1
        super().__init__(coro, **{**kw, "name": f"named-{NamedTask.n}"})
    def __repr__(self): return f"<NamedTask {self.get_name()} {self._state}>"
async def sq(x):
    await asyncio.sleep(0.1); return x * x
async def main():
    p = Promise()
    q = p.then(lambda v: v + 1).then(lambda v: asyncio.ensure_future(sq(v))).then(str)
    p.resolve(4)
    print(repr(await q), type(q).__name__, await Promise.all(p, q))
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **kw: NamedTask(coro, loop=loop, **kw))
    t = asyncio.create_task(sq(3), name="ignored")
    print(t); await t; print(t, t.result())
    r = await asyncio.gather(sq(1), sq(2)); print(r, NamedTask.n)
    bad = Promise().then(len)
    p2 = Promise(); b2 = p2.then(len); p2.set_exception(KeyError("k"))
    try: await b2
    except KeyError as e: print("propagated", e)
    p3 = Promise(); p3.set_result(None)
    for op in (lambda: p3.set_result(1), lambda: p3.set_exception(ValueError()), lambda: Promise().result(), lambda: Promise().exception(), lambda: p3.cancel()):
        try: print(op())
        except Exception as e: print(type(e).__name__, e)
    print(asyncio.isfuture(p3), isinstance(p3, asyncio.Future), p3.get_loop() is loop, Promise.__mro__[1])
asyncio.run(main())
