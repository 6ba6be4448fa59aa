"""Eager tasks: what runs at once, who is the current task, what becomes of errors and contexts."""
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="none")


async def quick(label):
    me = asyncio.current_task()
    print("  quick", label, me.get_name(), var.get(), me in asyncio.all_tasks())
    var.set("changed by " + label)
    return label


async def slow(label):
    print("  slow starts", label, asyncio.current_task().get_name())
    await asyncio.sleep(1)
    print("  slow ends", label)
    return label


async def fails():
    raise ValueError("at once")


async def main():
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()
    var.set("main")
    task = asyncio.Task(quick("a"), loop=loop, eager_start=True, name="eager a")
    print(task.done(), task.get_coro(), task.result(), var.get(), asyncio.current_task() is me)
    task = asyncio.Task(slow("b"), loop=loop, eager_start=True)
    print(task.done(), task.get_coro() is not None, len(asyncio.all_tasks()))
    await task
    failed = asyncio.Task(fails(), loop=loop, eager_start=True)
    print(failed)
    try:
        await failed
    except ValueError as error:
        print("caught", error)
    context = contextvars.copy_context()
    context.run(var.set, "given")
    task = asyncio.Task(quick("c"), loop=loop, eager_start=True, context=context)
    print(context[var], task.get_context() is context, var.get())
    loop.set_task_factory(asyncio.eager_task_factory)
    print([await t for t in [loop.create_task(quick("e")), loop.create_task(slow("f"))]])
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(slow(str(i)), name=f"t{i}") for i in range(3)]
        print("created")
    print([t.result() for t in tasks])
    print(await asyncio.gather(quick("g"), slow("h"), quick("i")))
    lazy = loop.create_task(quick("lazy"), eager_start=False)
    print("not yet", lazy.done())
    await lazy


asyncio.run(main())
