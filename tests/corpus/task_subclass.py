"""Subclasses of Task and Future written in Python."""
import asyncio
import functools
import sys

# Where the script lies shows in representations: that is compared on standard error.
print = functools.partial(print, file=sys.stderr)


class Timed(asyncio.Task):
    """Knows when it was made, and tells what is done to it."""

    def __init__(self, coro, *, loop=None, **kwargs):
        self.made = asyncio.get_running_loop().time()
        super().__init__(coro, loop=loop, **kwargs)

    def cancel(self, msg=None):
        print("  cancel called", msg)
        return super().cancel(msg)

    def result(self):
        print("  result called")
        return super().result()

    def add_done_callback(self, fn, *, context=None):
        print("  callback added")
        super().add_done_callback(fn, context=context)


class Loud(asyncio.Future):
    def set_result(self, result):
        print("  set to", result)
        super().set_result(result)

    def cancel(self, msg=None):
        print("  no!", msg)
        return False

    def __repr__(self):
        return f"<Loud {self._state}>"


async def work(n):
    await asyncio.sleep(n)
    return n


async def awaits(thing):
    return await thing


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **kwargs: Timed(coro, loop=loop, **kwargs))
    await asyncio.sleep(1)
    task = asyncio.create_task(work(1), name="timed")
    print(type(task).__name__, task.made, task)
    print(await task)
    waits = asyncio.create_task(awaits(asyncio.create_task(work(5))))
    await asyncio.sleep(1)
    waits.cancel("enough")
    try:
        await waits
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    loud = Loud()
    waits = asyncio.create_task(awaits(loud), name="on loud")
    await asyncio.sleep(0)
    print(waits)
    waits.cancel("please")
    print(waits._must_cancel, waits.cancelling())
    loop.call_later(1, loud.set_result, "the result")
    try:
        print(await waits)
    except asyncio.CancelledError as error:
        print("cancelled after all", error.args)
    print(Loud.mro()[1].__name__, issubclass(Timed, asyncio.Future), isinstance(loud, asyncio.Future))
    loop.set_task_factory(None)


asyncio.run(main())
