"""Who awaits whom, as `asyncio.graph` and `_asyncio_awaited_by` see it."""
import asyncio


def names(tasks):
    return sorted(task.get_name() for task in tasks or ())


async def awaits(thing):
    return await thing


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future._asyncio_awaited_by)
    tasks = [asyncio.create_task(awaits(future), name=f"w{i}") for i in range(3)]
    await asyncio.sleep(0)
    print(names(future._asyncio_awaited_by), type(future._asyncio_awaited_by).__name__)
    chain = asyncio.create_task(awaits(tasks[0]), name="chain")
    await asyncio.sleep(0)
    print(names(tasks[0]._asyncio_awaited_by), names(tasks[1]._asyncio_awaited_by))
    graph = asyncio.capture_call_graph(future)
    print(sorted(entry.future.get_name() for entry in graph.awaited_by))
    print([[e.future.get_name() for e in entry.awaited_by] for entry in graph.awaited_by if entry.future.get_name() == "w0"])
    future.set_result(1)
    await asyncio.wait([*tasks, chain])
    print(future._asyncio_awaited_by, tasks[0]._asyncio_awaited_by)
    asyncio.future_add_to_awaited_by(future, tasks[0])
    asyncio.future_add_to_awaited_by(future, tasks[0])
    asyncio.future_add_to_awaited_by(future, tasks[1])
    asyncio.future_add_to_awaited_by(future, object())
    asyncio.future_add_to_awaited_by("text", tasks[0])
    print(names(future._asyncio_awaited_by))
    asyncio.future_discard_from_awaited_by(future, tasks[0])
    asyncio.future_discard_from_awaited_by(future, tasks[2])
    print(names(future._asyncio_awaited_by))
    sleeping = [asyncio.create_task(asyncio.sleep(1), name=f"s{i}") for i in range(2)]

    async def gathers():
        await asyncio.gather(*sleeping)

    gathering = asyncio.create_task(gathers(), name="gathers")
    await asyncio.sleep(0)
    print([names(task._asyncio_awaited_by) for task in sleeping])
    async with asyncio.TaskGroup() as group:
        child = group.create_task(asyncio.sleep(1), name="child")
        await asyncio.sleep(0)
        print(names(child._asyncio_awaited_by), asyncio.current_task().get_name())
    await gathering


asyncio.run(main())
