"""SystemExit and KeyboardInterrupt go through the loop; other BaseExceptions stay in the task."""
import asyncio


class Odd(BaseException):
    pass


async def raises(error):
    await asyncio.sleep(0)
    raise error


async def watch(error):
    task = asyncio.create_task(raises(error))
    try:
        await task
    except BaseException as caught:
        print("  awaited:", repr(caught))
        if not isinstance(caught, asyncio.CancelledError):
            raise
    finally:
        print("  finally", task.done())


for error in (Odd("odd"), SystemExit(3), KeyboardInterrupt("now"), GeneratorExit("gone"), asyncio.CancelledError("own")):
    try:
        print(type(error).__name__, asyncio.run(watch(error)))
    except BaseException as caught:
        print("run:", repr(caught), caught is error)


async def eager():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    try:
        asyncio.create_task(at_once())
    except SystemExit as error:
        print("from create_task:", error.code)


async def at_once():
    raise SystemExit(4)


asyncio.run(eager())
