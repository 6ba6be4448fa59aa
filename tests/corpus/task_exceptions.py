import asyncio


async def work(outcome):
    await asyncio.sleep(1)
    match outcome:
        case BaseException():
            raise outcome
        case _:
            return outcome


async def main():
    tasks = {
        "fine": asyncio.create_task(work("ok")),
        "bad": asyncio.create_task(work(OSError(28, "No space left on device", "/data"))),
        "gone": asyncio.create_task(work("unused")),
    }
    try:
        tasks["fine"].result()
    except asyncio.InvalidStateError as error:
        print("too early:", error)
    await asyncio.sleep(0.5)
    tasks["gone"].cancel("not needed")
    await asyncio.sleep(1)

    for name, task in tasks.items():
        try:
            print(name, "->", task.result())
        except OSError as error:
            print(name, "failed:", error, error.errno, error.filename, task.exception() is error)
        except asyncio.CancelledError as error:
            print(name, "cancelled:", error)
        try:
            task.exception()
        except asyncio.CancelledError as error:
            print("  exception() raises too:", repr(error))

    print(issubclass(asyncio.CancelledError, Exception), asyncio.CancelledError.__mro__[1].__name__)
    stop = asyncio.create_task(work(StopIteration("x")))
    try:
        await stop
    except RuntimeError as error:
        print("RuntimeError:", error, "| cause:", repr(error.__cause__))


asyncio.run(main())
