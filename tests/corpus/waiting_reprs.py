# What a task says it waits for.
import asyncio
import sys


async def waits(future):
    await future


async def through(task):
    await task


def done(future):
    pass


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    inner = asyncio.create_task(waits(future), name="inner")
    outer = asyncio.create_task(through(inner), name="outer")
    outer.add_done_callback(done)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(future, inner, outer, sep="\n", file=sys.stderr)
    inner.print_stack(file=sys.stderr)
    future.set_result("x")
    print(inner, file=sys.stderr)
    await outer
    print(outer, file=sys.stderr)
    gathering = asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))
    print(gathering, file=sys.stderr)
    holder = asyncio.create_task(through(gathering), name="holder")
    await asyncio.sleep(0)
    print(holder, file=sys.stderr)
    print(len(await gathering))

    async def generator():
        yield 1

    async def never():
        pass

    source, coroutine = generator(), never()
    print(source, coroutine, type(coroutine.cr_frame), file=sys.stderr)
    await source.aclose()
    coroutine.close()


asyncio.run(main())
