import asyncio
import functools

def done(label, fut):
    print(label, fut.done(), fut.cancelled(), fut.result() if not fut.cancelled() and not fut.exception() else fut.exception())

async def main():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    fut.add_done_callback(functools.partial(done, "first"))
    loop.call_later(0.5, fut.set_result, "hi")
    h = loop.call_later(0.2, print, "never")
    h.cancel()
    print(h.cancelled(), h.when())
    loop.call_at(loop.time() + 0.1, print, "at 0.1")
    print(await fut, fut)
    for f in (lambda: fut.set_result(2), lambda: fut.set_exception(ValueError()), lambda: loop.create_future().result(), lambda: loop.create_future().exception()):
        try:
            f()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, e)
    f2 = loop.create_future()
    loop.call_soon(f2.set_exception, KeyError("missing"))
    try:
        await f2
    except KeyError as e:
        print("got", repr(e), f2.exception() is e)
    try:
        loop.create_future().set_exception(StopIteration)
    except TypeError as e:
        print(e)
    f3 = loop.create_future()
    f3.cancel("why")
    try:
        await f3
    except asyncio.CancelledError as e:
        print(repr(e), f3.cancelled())
    t = asyncio.create_task(asyncio.sleep(1, "r"), name="sleeper")
    t.add_done_callback(lambda t: print("cb", t.get_name(), t.result()))
    print(t.done(), t.get_coro().__name__, t.get_name())
    print(await t, t.remove_done_callback(print))
    async def boom():
        raise RuntimeError("task failed")
    t = asyncio.create_task(boom())
    t.add_done_callback(lambda t: print("exc:", repr(t.exception())))
    await asyncio.wait({t})
    print(asyncio.isfuture(t), asyncio.iscoroutine(t), asyncio.isfuture(fut), len(asyncio.all_tasks()))
    print(asyncio.current_task().get_name(), asyncio.current_task() in asyncio.all_tasks())
    w = asyncio.ensure_future(fut)
    print(w is fut)
    async def coro_in_future():
        f = asyncio.Future()
        f.set_result([1])
        return await f
    print(await coro_in_future())
    try:
        asyncio.ensure_future(5)
    except TypeError as e:
        print(e)
    try:
        loop.call_soon(5)
    except TypeError as e:
        print(e)
    try:
        loop.call_later(None, print)
    except TypeError as e:
        print(e)

asyncio.run(main())
