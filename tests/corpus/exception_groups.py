import asyncio
import sys
import traceback


async def fail(error, delay=0):
    await asyncio.sleep(delay)
    raise error


def describe(name, group):
    print(f"{name}: {group!r}")
    return group


async def main():
    results = await asyncio.gather(
        fail(ValueError(1)), fail(TypeError("t")), fail(FileNotFoundError("no such file")), return_exceptions=True
    )
    group = ExceptionGroup("several", [*results, ExceptionGroup("inner", [ValueError(2)])])
    print(group, len(group.exceptions))
    values, others = group.split(ValueError)
    describe("values", values)
    describe("others", others)
    describe("subgroup", group.subgroup(lambda e: isinstance(e, OSError)))
    print(group.derive([KeyError("k")]))

    try:
        try:
            raise group
        except* ValueError:
            print("values handled")
        except* TypeError as bad:
            raise RuntimeError("while handling") from bad.exceptions[0]
    except ExceptionGroup as left:
        describe("left", left)

    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(fail(LookupError("deep"), 1))
            noted = KeyError("noted")
            noted.add_note("a note on a member")
            tasks.create_task(fail(noted, 1))
    except BaseExceptionGroup as caught:
        caught.add_note("a note on the group")
        traceback.print_exc(file=sys.stderr)

    for wrong in ([], [1], "text"):
        try:
            ExceptionGroup("wrong", wrong)
        except (TypeError, ValueError) as error:
            print(f"{type(error).__name__}: {error}")


asyncio.run(main())
