import asyncio
import sys
import traceback


class AppError(Exception):
    def __init__(self, code, msg):
        super().__init__(code, msg)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[1]}"


async def fail(delay, exc):
    try:
        await asyncio.sleep(delay)
        raise exc
    finally:
        print("cleanup", type(exc).__name__)


async def slow_cancel():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(0.1)
        raise OSError("while cancelling")


async def nested():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(fail(0.1, AppError(1, "inner")))
        tg.create_task(slow_cancel())


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(nested())
            tg.create_task(fail(0.3, KeyError("late")))
            await asyncio.sleep(5)
    except* AppError as eg:
        print("app", eg, eg.exceptions)
        for e in eg.exceptions:
            print("  ", repr(e))
    except* OSError as eg:
        print("os", repr(eg))
    eg = ExceptionGroup("top", [ValueError(1), TypeError("t"), ExceptionGroup("sub", [ValueError(2), KeyError("k")])])
    m, rest = eg.split(ValueError)
    print(repr(m), repr(rest), sep="\n")
    print(repr(eg.subgroup(lambda e: isinstance(e, KeyError))), eg.subgroup(OSError))
    print(eg.derive([OSError()]), eg.message, len(eg.exceptions))
    traceback.print_exception(eg, file=sys.stdout)
    eg.add_note("a note on the group")
    eg.exceptions[0].add_note("a note\nof two lines")
    print("".join(traceback.format_exception(eg)))
    try:
        try:
            raise eg
        except* ValueError:
            raise RuntimeError("from handler")
    except ExceptionGroup as e:
        print(repr(e))
    try:
        ExceptionGroup("x", [])
    except ValueError as e:
        print(e)
    try:
        ExceptionGroup("x", [1])
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
    try:
        ExceptionGroup("x", [KeyboardInterrupt()])
    except TypeError as e:
        print(e)
    print(type(BaseExceptionGroup("x", [ValueError()])).__name__)
    try:
        try:
            raise ValueError("naked")
        except* ValueError as e:
            print("wrapped", repr(e))
            raise
    except ValueError as e:
        print("out", repr(e))
    except ExceptionGroup as e:
        print("group out", repr(e))


asyncio.run(main())
