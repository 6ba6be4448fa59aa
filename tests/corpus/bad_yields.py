"""What a task cannot wait for is thrown into its coroutine, where it awaits."""
import asyncio
import functools
import re
import types
import sys

# Where the script lies shows in representations: that is compared on standard error.
print = functools.partial(print, file=sys.stderr)


class Yields:
    def __init__(self, *values):
        self.values = values

    def __await__(self):
        for value in self.values:
            try:
                got = yield value
                print("  went on with", got)
            except RuntimeError as error:
                print("  thrown in:", re.sub(r"0x[0-9a-f]+|<coroutine.*?>", "…", str(error)))
        return "survived"


def generator():
    yield


@types.coroutine
def bare(value):
    return (yield value)


async def try_out(*values):
    print(await Yields(*values))


async def itself():
    try:
        await asyncio.current_task()
    except RuntimeError as error:
        print("  itself:", error)


async def main():
    loop = asyncio.get_running_loop()
    for values in ([None], [1], ["text", None, 2.5], [[]], [loop.create_future()]):
        await asyncio.create_task(try_out(*values), name="T")
    await asyncio.create_task(try_out(generator()), name="G")
    await asyncio.create_task(itself(), name="I")
    try:
        await bare("bare")
    except RuntimeError as error:
        print(error)
    uncaught = asyncio.create_task(bare_in(3))
    try:
        await uncaught
    except RuntimeError as error:
        print(repr(error), uncaught.done())


async def bare_in(value):
    await bare(value)


asyncio.run(main())
