"""Awaiting a failed task again and again does not make its traceback longer."""
import asyncio
import traceback


async def deepest():
    await asyncio.sleep(0)
    raise ArithmeticError("down here")


async def middle():
    await deepest()


def depth(error):
    return [frame.name for frame in traceback.extract_tb(error.__traceback__)]


async def main():
    task = asyncio.create_task(middle())
    for _ in range(3):
        try:
            await task
        except ArithmeticError as error:
            print(depth(error), error.__context__)
    try:
        task.result()
    except ArithmeticError as error:
        print(depth(error))
    print(depth(task.exception()))
    try:
        try:
            raise KeyError("before")
        except KeyError:
            await task
    except ArithmeticError as error:
        print(depth(error), repr(error.__context__))
    future = asyncio.get_running_loop().create_future()
    future.set_exception(OSError("no traceback yet"))
    for _ in range(2):
        try:
            await future
        except OSError as error:
            print(depth(error))


async def shared():
    cancelled = asyncio.create_task(asyncio.sleep(5))
    await asyncio.sleep(0)
    cancelled.cancel("bye")
    for _ in range(2):
        try:
            await cancelled
        except asyncio.CancelledError as error:
            print(error.args, repr(error.__context__), depth(error)[:1])


asyncio.run(main())
asyncio.run(shared())
