# asyncio Timeout wrappers and "deadline" context propagated via contextvar, async with tuple syntax
import asyncio
import contextvars
from contextlib import asynccontextmanager

deadline = contextvars.ContextVar("deadline", default=None)


@asynccontextmanager
async def budget(seconds):
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    if (cur := deadline.get()) is not None:
        end = min(end, cur)
    tok = deadline.set(end)
    try:
        async with asyncio.timeout_at(end) as t:
            yield t
    finally:
        deadline.reset(tok)


def left():
    d = deadline.get()
    return None if d is None else round(d - asyncio.get_running_loop().time(), 3)


async def service(name, need):
    print(f"{name}: need {need}, left {left()}")
    async with budget(need * 2):
        await asyncio.sleep(need)
    print(f"{name}: done, left {left()}")


async def main():
    async with budget(3) as t:
        await service("one", 1)
        await asyncio.gather(service("two-a", 0.5), service("two-b", 0.7))
        print(t.when(), left())
    print("left", left())
    try:
        async with budget(1):
            await service("slow", 2)
    except TimeoutError:
        print("deadline hit", left(), round(asyncio.get_running_loop().time(), 3))
    async with (
        budget(1) as a,
        budget(2) as b,
    ):
        print(a.when() == b.when())
    t = asyncio.timeout(10)
    try:
        t.reschedule(1)
    except RuntimeError as e:
        print(e)
    try:
        async with asyncio.timeout("1"):
            pass
    except TypeError as e:
        print(e)
    async with asyncio.timeout(0.5) as t:
        await asyncio.sleep(0.4)
        t.reschedule(asyncio.get_running_loop().time() + 0.4)
        await asyncio.sleep(0.3)
        print(t.expired(), repr(t).split(" when")[0])
    print(t.expired(), repr(t))
    try:
        async with asyncio.timeout(None) as t:
            print(t.when())
            t.reschedule(-1)
            await asyncio.sleep(1)
    except TimeoutError as e:
        print("rescheduled to the past", e.args)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("swallowed")
        print("after swallow")
    except TimeoutError:
        print("still timeout")
    async def outer_cancel_and_timeout():
        try:
            async with asyncio.timeout(0.1):
                await asyncio.sleep(1)
        except TimeoutError:
            print("T")
        except asyncio.CancelledError:
            print("C", asyncio.current_task().cancelling())
            raise
    tk = asyncio.create_task(outer_cancel_and_timeout())
    loop.call_later(0.1, tk.cancel)
    await asyncio.wait([tk])
    print(tk.cancelled())


asyncio.run(main())
