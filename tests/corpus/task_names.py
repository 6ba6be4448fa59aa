"""Names of tasks: made up, given, changed."""
import asyncio


async def nothing():
    return asyncio.current_task().get_name()


class Label:
    def __str__(self):
        return "from __str__"


async def main():
    tasks = [asyncio.create_task(nothing()) for _ in range(3)]
    tasks.append(asyncio.create_task(nothing(), name="given"))
    tasks.append(asyncio.create_task(nothing(), name=None))
    tasks.append(asyncio.create_task(nothing(), name=42))
    tasks.append(asyncio.create_task(nothing(), name=Label()))
    tasks.append(asyncio.create_task(nothing(), name=""))
    print([task.get_name() for task in tasks])
    tasks[0].set_name("renamed")
    tasks[1].set_name(1.5)
    tasks[2].set_name(Label())
    print(await asyncio.gather(*tasks))
    print([type(task.get_name()) is str for task in tasks])
    for wrong in (5, None, nothing, "text", asyncio.sleep):
        try:
            asyncio.Task(wrong, loop=asyncio.get_running_loop())
        except TypeError as error:
            print(str(error).split(" at 0x")[0])
    for arguments in ((), (1, 2)):
        try:
            asyncio.Task(*arguments)
        except TypeError as error:
            print(error)
    try:
        asyncio.Task(coroutine := nothing(), nmae="x")
    except TypeError as error:
        print(error)
    coroutine.close()
    print(asyncio.create_task(nothing()).get_name())


asyncio.run(main())
