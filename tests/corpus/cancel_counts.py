"""`cancelling`, `uncancel`, and what a task cancelled just before its end does."""
import asyncio
import functools
import sys

# Where the script lies shows in representations: that is compared on standard error.
print = functools.partial(print, file=sys.stderr)


async def stubborn():
    me = asyncio.current_task()
    for _ in range(2):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("  caught", me.cancelling(), me._must_cancel, me.uncancel(), me.uncancel())
    return "done anyway"


async def cancels_itself():
    asyncio.current_task().cancel("myself")
    return "not seen"


async def cancels_itself_and_waits():
    me = asyncio.current_task()
    me.cancel("myself")
    print("  must cancel", me._must_cancel)
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print("  at the await", error.args, me._must_cancel)
    return "recovered"


async def takes_it_back():
    me = asyncio.current_task()
    me.cancel()
    me.cancel()
    print("  ", me.cancelling(), me.uncancel(), me._must_cancel, me.uncancel(), me._must_cancel, me.uncancel())
    await asyncio.sleep(1)
    return "never cancelled"


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0.5)
    print(task.cancel(), task.cancel(), task.cancelling())
    print(await task, task.cancelling(), task.cancel(), task.cancelled())
    for coroutine in (cancels_itself, cancels_itself_and_waits, takes_it_back):
        task = asyncio.create_task(coroutine())
        try:
            print(coroutine.__name__, await task)
        except asyncio.CancelledError as error:
            print(coroutine.__name__, "cancelled", error.args)
    task = asyncio.create_task(stubborn(), name="shown")
    await asyncio.sleep(0)
    task.cancel()
    print(task)
    await task
    print(task)


asyncio.run(main())
