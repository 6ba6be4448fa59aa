import asyncio


async def leaf(name, delay, fail=False):
    try:
        await asyncio.sleep(delay)
        if fail:
            raise ArithmeticError(name)
        print(f"{name} done")
    except asyncio.CancelledError:
        print(f"{name} cancelled")
        raise


async def branch(name, fail_at=None):
    async with asyncio.TaskGroup() as group:
        group.create_task(leaf(f"{name}.1", 1))
        if fail_at:
            group.create_task(leaf(f"{name}.2", fail_at, fail=True))
    print(f"{name} complete")


def shape(error, depth=0):
    print("  " * depth + f"{type(error).__name__}: {error.args[0]}")
    if isinstance(error, BaseExceptionGroup):
        for child in error.exceptions:
            shape(child, depth + 1)


async def main():
    await branch("left")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(branch("right", fail_at=0.5))
            group.create_task(leaf("other", 0.2))
    except ExceptionGroup as error:
        shape(error)
        matched, rest = error.split(ArithmeticError)
        print("rest:", rest, "| matched leaves:", [str(e) for e in matched.exceptions[0].exceptions])


asyncio.run(main())
