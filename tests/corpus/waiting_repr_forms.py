"""How tasks and futures show themselves while they wait, and when they are done."""
import asyncio
import functools
import re
import sys

# Where the script lies shows in representations: that is compared on standard error.
print = functools.partial(print, file=sys.stderr)


def show(*things):
    for thing in things:
        print(re.sub(r"0x[0-9a-f]+", "0x", repr(thing)))


async def wait_for(future):
    return await future


class Waiter(asyncio.Task):
    pass


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    first = asyncio.create_task(wait_for(future), name="first")
    show(first)
    await asyncio.sleep(0)
    second = asyncio.create_task(wait_for(first), name="second")
    third = Waiter(wait_for(first), loop=loop, name="third")
    await asyncio.sleep(0)
    show(future, first, second, third)
    show(*[callback for callback, _ in first._callbacks])
    print([callback.__qualname__ for callback, _ in first._callbacks], type(first._callbacks[0][0]).__name__)
    print(first._callbacks[1][0].__self__ is third, first._fut_waiter is future)
    first.cancel()
    show(future, first)
    await asyncio.wait([first, second, third])
    show(future, first, second, third)

    gathered = asyncio.gather(*(asyncio.sleep(1, result=i) for i in range(3)))
    show(gathered)
    await gathered
    show(gathered)
    long = loop.create_future()
    long.set_result(list(range(100)))
    show(long)
    me = asyncio.current_task()
    show(me)
    loop_of_itself = loop.create_future()
    loop_of_itself.set_result([loop_of_itself])
    show(loop_of_itself)


asyncio.run(main())
