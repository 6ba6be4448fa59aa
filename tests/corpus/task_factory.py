import asyncio


class CountingTask(asyncio.Task):
    made = 0

    def __init__(self, coro, **options):
        super().__init__(coro, **options)
        type(self).made += 1
        self.number = self.made

    def __repr__(self):
        return f"<task {self.number}: {self.get_coro().__name__}>"


def factory(loop, coro, **options):
    return CountingTask(coro, loop=loop, **options)


async def job(n):
    await asyncio.sleep(n)
    return asyncio.current_task()


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    print(await asyncio.gather(job(2), job(1)))
    async with asyncio.TaskGroup() as group:
        task = group.create_task(job(1), name="grouped")
    print(task.result() is task, task.get_name(), CountingTask.made)
    print(await asyncio.shield(job(0)))
    loop.set_task_factory(None)
    print(type(await asyncio.create_task(job(0))).__name__)


asyncio.run(main())
