import asyncio


async def step(name, delay, error=None):
    await asyncio.sleep(delay)
    if error:
        raise error
    return name


def names(tasks):
    return sorted(t.get_name() for t in tasks)


async def round_(title, **options):
    loop = asyncio.get_running_loop()
    tasks = [
        asyncio.create_task(step("a", 1), name="a"),
        asyncio.create_task(step("b", 2, OSError("disk full")), name="b"),
        asyncio.create_task(step("c", 3), name="c"),
    ]
    begin = loop.time()
    done, pending = await asyncio.wait(tasks, **options)
    print(f"{title:<16} {loop.time() - begin:.1f} done={names(done)} pending={names(pending)}")
    for task in sorted(done, key=lambda t: t.get_name()):
        print("   ", task.get_name(), task.exception() or task.result())
    for task in pending:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    await round_("FIRST_COMPLETED", return_when=asyncio.FIRST_COMPLETED)
    await round_("FIRST_EXCEPTION", return_when=asyncio.FIRST_EXCEPTION)
    await round_("ALL_COMPLETED", return_when=asyncio.ALL_COMPLETED)
    await round_("timeout 1.5", timeout=1.5)
    await round_("timeout 0", timeout=0)
    try:
        await asyncio.wait([])
    except ValueError as error:
        print("ValueError:", error)
    try:
        await asyncio.wait([step("d", 1)])
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
