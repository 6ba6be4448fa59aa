import asyncio


async def job():
    task = asyncio.current_task()
    await asyncio.sleep(0.1)
    return task.get_name()


async def main():
    print("main runs in", asyncio.current_task().get_name())
    plain = asyncio.create_task(job())
    named = asyncio.create_task(job(), name="importer")
    renamed = asyncio.create_task(job())
    renamed.set_name("exporter")
    numbered = asyncio.create_task(job(), name=7)
    print([t.get_name() for t in (plain, named, renamed, numbered)])
    print(await plain, await named, await renamed, await numbered)
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    print(plain.done(), plain.result(), plain.exception())


asyncio.run(main())
