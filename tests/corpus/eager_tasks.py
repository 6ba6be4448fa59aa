import asyncio

cache = {}


async def lookup(key):
    if key in cache:
        return cache[key]
    print("  fetching", key)
    await asyncio.sleep(1)
    cache[key] = key.upper()
    return cache[key]


async def main(label):
    print(label)
    first = asyncio.create_task(lookup("a"))
    print("  created, done:", first.done())
    await first
    second = asyncio.create_task(lookup("a"))
    print("  cached, done at once:", second.done())
    print(" ", await second)


async def eager_main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    cache.clear()
    await main("eager factory")
    asyncio.get_running_loop().set_task_factory(None)
    cache.clear()
    await main("lazy again")

    async def who():
        return asyncio.current_task().get_name()

    task = asyncio.Task(who(), name="by hand", eager_start=True, loop=asyncio.get_running_loop())
    print(task.done(), task.result(), "| current:", asyncio.current_task().get_name())
    task = asyncio.create_task(who(), eager_start=True, name="keyword")
    print(task.done(), task.result())


asyncio.run(main("lazy"))
asyncio.run(eager_main())
