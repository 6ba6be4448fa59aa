"""Exceptions that nobody asked for, and tasks that are destroyed too early."""
import asyncio
import gc


class MyFuture(asyncio.Future):
    pass


async def fails(text):
    raise RuntimeError(text)


async def waits(future):
    await future


def handler(loop, context):
    print("handler:", context["message"], sorted(context), repr(context.get("exception")))
    what = context.get("task", context.get("future"))
    print("  ", type(what).__name__, what.get_name() if isinstance(what, asyncio.Task) else "")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    future = loop.create_future()
    future.set_exception(ValueError("of a future"))
    del future
    mine = MyFuture()
    mine.set_exception(ValueError("of mine"))
    del mine
    print("retrieved:")
    for ask in (lambda f: f.exception(), lambda f: setattr(f, "_log_traceback", False), lambda f: f.cancel()):
        future = loop.create_future()
        future.set_exception(ValueError("asked for"))
        ask(future)
        del future
    print("tasks:")
    task = asyncio.create_task(fails("of a task"), name="failing")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    print("destroyed:")
    task = asyncio.create_task(waits(loop.create_future()), name="lost")
    await asyncio.sleep(0)
    del task
    gc.collect()
    quiet = asyncio.create_task(waits(loop.create_future()), name="quiet")
    quiet._log_destroy_pending = False
    await asyncio.sleep(0)
    del quiet
    gc.collect()
    loop.set_exception_handler(None)


asyncio.run(main())
