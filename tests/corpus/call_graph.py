# Who awaits whom, as text.
import asyncio
import sys


async def deepest():
    await asyncio.sleep(0)
    asyncio.print_call_graph(file=sys.stderr)


async def middle():
    await deepest()


async def main():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(middle(), name="middle")
    graph = asyncio.capture_call_graph(asyncio.current_task())
    print([entry.frame.f_code.co_name for entry in graph.call_stack], graph.awaited_by)
    print(task.done())


asyncio.run(main())
