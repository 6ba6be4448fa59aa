import asyncio


async def child(n):
    await asyncio.sleep(n)


async def spawner():
    return [asyncio.create_task(child(n), name=f"child-{n}") for n in (1, 2, 3)]


def snapshot():
    return sorted(task.get_name() for task in asyncio.all_tasks())


async def main():
    me = asyncio.current_task()
    me.set_name("main")
    print(snapshot())
    children = await spawner()
    print(snapshot())
    for _ in range(4):
        await asyncio.sleep(1)
        print(asyncio.get_running_loop().time(), snapshot())
    print([c.done() for c in children], asyncio.current_task() is me)
    asyncio.get_running_loop().call_soon(lambda: print("in a callback:", asyncio.current_task()))
    await asyncio.sleep(0)


asyncio.run(main())
for call in (asyncio.current_task, asyncio.get_running_loop):
    try:
        call()
    except RuntimeError as error:
        print("RuntimeError:", error)
