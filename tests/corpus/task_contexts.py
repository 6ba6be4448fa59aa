"""A task's context: copied, or given and shared."""
import asyncio
import contextvars

var = contextvars.ContextVar("var", default=0)


async def adds(n):
    for _ in range(2):
        var.set(var.get() + n)
        await asyncio.sleep(0)
    return var.get()


async def reads():
    return var.get()


async def nested():
    context = asyncio.current_task().get_context()
    try:
        context.run(print, "never printed")
    except RuntimeError as error:
        print(str(error).split(" <")[0], str(error).split("> ")[-1])
    return context[var]


async def main():
    var.set(100)
    copied = asyncio.create_task(adds(1))
    var.set(200)
    print(await copied, var.get())
    shared = contextvars.copy_context()
    one = asyncio.create_task(adds(1), context=shared)
    two = asyncio.create_task(adds(10), context=shared)
    print(one.get_context() is shared, await one, await two, shared[var], var.get())
    print(await asyncio.create_task(nested()))
    mine = asyncio.current_task().get_context()
    inside = asyncio.create_task(adds(5), context=mine)
    await inside
    print(var.get())
    empty = contextvars.Context()
    print(await asyncio.create_task(reads(), context=empty))
    try:
        await asyncio.create_task(coroutine := reads(), context="not one")
    except (TypeError, AttributeError) as error:
        print(type(error).__name__)
        coroutine.close()


async def second():
    async with asyncio.TaskGroup() as group:
        context = contextvars.copy_context()
        context.run(var.set, 7)
        task = group.create_task(reads(), context=context)
    print(task.result())
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("soon", var.get()), context=context)
    await asyncio.sleep(0)


with asyncio.Runner() as runner:
    runner.run(second())
    print(runner.run(reads()), var.get())
