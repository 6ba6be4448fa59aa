import asyncio
import atexit
import sys


def report(kind, error, trace):
    print(f"fatal: {kind.__name__}: {error}", file=sys.stderr)
    while trace.tb_next:
        trace = trace.tb_next
    print("innermost frame:", trace.tb_frame.f_code.co_name, "line", trace.tb_lineno, file=sys.stderr)


@atexit.register
def last_words():
    print("atexit runs last")


async def step(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError(f"step {n}")
    print("step", n)


async def main():
    for n in range(4):
        await step(n)


sys.excepthook = report
asyncio.run(main())
