"""`current_task`, `all_tasks` and the functions beneath them."""
import asyncio


class Fake:
    def __init__(self, loop):
        self.loop = loop

    def get_loop(self):
        return self.loop

    def done(self):
        return False

    def __repr__(self):
        return "<Fake>"


async def sleeps():
    await asyncio.sleep(1)


def names(tasks):
    return sorted(getattr(task, "get_name", task.__repr__)() for task in tasks)


async def main():
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()
    print(me.get_name(), asyncio.current_task(loop) is me, asyncio.current_task(object()))
    tasks = [asyncio.create_task(sleeps(), name=f"s{i}") for i in range(3)]
    print(names(asyncio.all_tasks()), names(asyncio.all_tasks(loop)), asyncio.all_tasks(object()))
    await asyncio.sleep(1)
    await asyncio.wait(tasks)
    print(names(asyncio.all_tasks()))
    loop.call_soon(lambda: print("in a callback:", asyncio.current_task()))
    await asyncio.sleep(0)
    fake = Fake(loop)
    asyncio._register_task(fake)
    print(names(asyncio.all_tasks()))
    asyncio._unregister_task(fake)
    print(names(asyncio.all_tasks()))
    try:
        asyncio._enter_task(loop, fake)
    except RuntimeError as error:
        print(str(error).split(" <Task")[0])
    try:
        asyncio._leave_task(loop, fake)
    except RuntimeError as error:
        print(str(error).split(" <Task")[0])
    asyncio._leave_task(loop, me)
    print(asyncio.current_task())
    asyncio._enter_task(loop, fake)
    print(asyncio.current_task())
    asyncio._leave_task(loop, fake)
    asyncio._enter_task(loop, me)
    try:
        asyncio._enter_task(object, fake)
    except RuntimeError as error:
        print(error)
    for wrong in (lambda: asyncio.all_tasks(1, 2), lambda: asyncio._register_task(1)):
        try:
            wrong()
        except TypeError:
            print("TypeError")


asyncio.run(main())
for outside in (asyncio.current_task, asyncio.all_tasks, asyncio.get_running_loop, asyncio.get_event_loop):
    try:
        print(outside())
    except RuntimeError as error:
        print(error)
