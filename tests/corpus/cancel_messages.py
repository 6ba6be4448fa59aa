"""The message of a cancellation, from the request to whoever awaits."""
import asyncio


async def sleeper():
    await asyncio.sleep(10)


async def awaits(task):
    return await task


async def cleanup():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("inside:", error.args)
        raise


async def replaced():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise asyncio.CancelledError("my own")


async def main():
    for coroutine, messages in [(sleeper, ["late"]), (cleanup, ["stop", "ignored"]), (replaced, ["theirs"]), (sleeper, [None]), (cleanup, [()]),
                                (sleeper, [["a", "list"]])]:
        task = asyncio.create_task(coroutine())
        await asyncio.sleep(0)
        for message in messages:
            task.cancel(message)
        try:
            await task
        except asyncio.CancelledError as error:
            print(coroutine.__name__, error.args, task._cancel_message)
        try:
            task.result()
        except asyncio.CancelledError as error:
            print("  later:", error.args)
        try:
            task.exception()
        except asyncio.CancelledError as error:
            print("  and as exception:", error.args)

    unstarted = asyncio.create_task(sleeper())
    unstarted.cancel("never began")
    print(unstarted._must_cancel, unstarted._cancel_message)
    try:
        await unstarted
    except asyncio.CancelledError as error:
        print("unstarted", error.args, unstarted._must_cancel)

    inner = asyncio.create_task(sleeper())
    outer = asyncio.create_task(awaits(inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel("through")
    try:
        await outer
    except asyncio.CancelledError as error:
        print("through", error.args, inner.cancelled())

    future = asyncio.get_running_loop().create_future()
    waits = asyncio.create_task(awaits(future))
    await asyncio.sleep(0)
    future.cancel("the future's")
    try:
        await waits
    except asyncio.CancelledError as error:
        print("future", error.args)
    error = future._make_cancelled_error()
    print(type(error).__name__, error.args)


asyncio.run(main())
