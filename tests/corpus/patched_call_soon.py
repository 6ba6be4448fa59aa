"""A loop whose methods the script replaces is asked as CPython asks it."""
import asyncio
import re


class Counting(asyncio.SelectorEventLoop):
    calls = 0

    def call_soon(self, callback, *args, context=None):
        Counting.calls += 1
        name = getattr(callback, "__qualname__", None) or re.sub(" at 0x.*", "", repr(callback))
        print("  soon:", name, len(args), context is not None)
        return super().call_soon(callback, *args, context=context)


async def work(n):
    await asyncio.sleep(n)
    return n


async def main():
    task = asyncio.create_task(work(1))
    print(await task, await asyncio.gather(work(1), work(2)))


with asyncio.Runner(loop_factory=Counting) as runner:
    runner.run(main())
print(Counting.calls > 5)


async def patched():
    loop = asyncio.get_running_loop()
    original = loop.call_soon
    seen = []

    def call_soon(callback, *args, context=None):
        seen.append(type(callback).__name__)
        return original(callback, *args, context=context)

    loop.call_soon = call_soon
    future = loop.create_future()
    future.add_done_callback(lambda f: None)
    future.set_result(1)
    await asyncio.create_task(work(0))
    del loop.call_soon
    print(seen)


asyncio.run(patched())
