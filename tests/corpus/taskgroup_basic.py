import asyncio


async def fetch(name, delay):
    await asyncio.sleep(delay)
    print(f"  {name} arrived")
    return {"name": name, "delay": delay}


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with asyncio.TaskGroup() as group:
        users = group.create_task(fetch("users", 1.2), name="users")
        orders = group.create_task(fetch("orders", 0.4))
        print("the body ends, the group waits")
    print(f"all done after {loop.time() - began:.1f} s")
    print(users.result(), orders.result())

    # A task may add further tasks to its group.
    async def splitter(group, depth):
        await asyncio.sleep(0.1)
        print("  depth", depth)
        if depth < 3:
            group.create_task(splitter(group, depth + 1))

    async with asyncio.TaskGroup() as group:
        group.create_task(splitter(group, 0))
    print("and now everything below is done too")
    late = fetch("late", 1)
    try:
        group.create_task(late)
    except RuntimeError as error:
        print("RuntimeError:", type(group).__name__, "is finished" if "is finished" in str(error) else error)
    late.close()


asyncio.run(main())
