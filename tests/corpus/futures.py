import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for step in ("result", "exception"):
        try:
            getattr(future, step)()
        except asyncio.InvalidStateError as error:
            print(f"{step}(): {error}")
    future.set_result("hello")
    try:
        future.set_result("again")
    except asyncio.InvalidStateError as error:
        print("set twice:", error)
    print(future.done(), future.result(), await future, await future)

    failing = loop.create_future()
    loop.call_later(1, failing.set_exception, ValueError("from a callback"))
    try:
        await failing
    except ValueError as error:
        print(loop.time(), error, failing.exception() is error)

    cancelled = loop.create_future()
    print(cancelled.cancel(), cancelled.cancel(), cancelled.done())
    try:
        cancelled.result()
    except asyncio.CancelledError as error:
        print("CancelledError", error.args)

    try:
        loop.create_future().set_exception(StopIteration())
    except TypeError as error:
        print("TypeError:", error)
    print(asyncio.isfuture(future), asyncio.isfuture(main), future.get_loop() is loop)

    task = asyncio.create_task(asyncio.sleep(0))
    for attempt in (task.set_result, task.set_exception):
        try:
            attempt(None)
        except RuntimeError as error:
            print("RuntimeError:", error)
    print(asyncio.ensure_future(task) is task)


asyncio.run(main())
