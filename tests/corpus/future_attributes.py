"""Which of a future's and a task's attributes can be set, and to what."""
import asyncio


async def nothing():
    pass


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(nothing(), name="one")
    for thing, name, value in [
        (future, "_log_traceback", True),
        (future, "_log_traceback", False),
        (future, "_asyncio_future_blocking", 3),
        (future, "_asyncio_future_blocking", 0),
        (future, "_cancel_message", "why"),
        (future, "note", "kept"),
        (task, "_log_destroy_pending", ""),
        (task, "_log_destroy_pending", 1),
        (task, "note", "kept"),
    ]:
        try:
            setattr(thing, name, value)
            print(name, repr(value), "->", repr(getattr(thing, name)))
        except Exception as error:
            print(name, repr(value), type(error).__name__, error)
    for thing, name in [(future, "_log_traceback"), (future, "_asyncio_future_blocking"), (future, "_cancel_message"),
                        (task, "_log_destroy_pending")]:
        try:
            delattr(thing, name)
        except AttributeError as error:
            print("del", name, error)
    for thing, name in [(future, "_state"), (future, "_result"), (task, "_coro"), (task, "_fut_waiter"), (task, "_must_cancel")]:
        try:
            setattr(thing, name, None)
        except AttributeError:
            print(name, "is read-only")
    print(future.note, task.note, future._callbacks, future._source_traceback)
    try:
        future.missing
    except AttributeError as error:
        print(error)
    for refused in (task.set_result, task.set_exception):
        try:
            refused(1)
        except RuntimeError as error:
            print(error)
    await task


asyncio.run(main())
