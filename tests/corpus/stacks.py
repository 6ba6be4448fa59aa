"""`get_stack`, `print_stack` and `get_coro` of tasks that wait, run and are done."""
import asyncio
import functools
import sys

# Where the script lies shows in representations: that is compared on standard error.
print = functools.partial(print, file=sys.stderr)


async def inner(future):
    await future


async def outer(future):
    await inner(future)


async def fails():
    raise LookupError("gone")


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(outer(future), name="waits")
    print([frame.f_code.co_name for frame in task.get_stack()])
    await asyncio.sleep(0)
    print([(frame.f_code.co_name, frame.f_lineno) for frame in task.get_stack()])
    print(task.get_stack(limit=0))
    task.print_stack(file=sys.stderr)
    print(task.get_coro().__name__, task.get_coro().cr_await.__name__)
    future.set_result(None)
    await task
    print(task.get_stack(), task.get_coro().cr_frame)
    task.print_stack(file=sys.stderr)
    failed = asyncio.create_task(fails(), name="fails")
    await asyncio.wait([failed])
    print([frame.f_code.co_name for frame in failed.get_stack()])
    failed.print_stack(file=sys.stderr)
    for wrong in (lambda: task.get_stack(1), lambda: task.print_stack(1)):
        try:
            wrong()
        except TypeError as error:
            print(error)


asyncio.run(main())
