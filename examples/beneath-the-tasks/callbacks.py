# Under every task: a ready queue, a timer heap, a future.
# Look for: soon before main goes on, then the timers by deadline.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    start = loop.time()

    def note(what):
        print(f"{loop.time() - start:.1f} s  {what}")

    loop.call_later(2, note, "second timer")
    loop.call_later(1, note, "first timer")
    late = loop.call_later(1.5, note, "never seen")
    late.cancel()
    loop.call_later(3, done.set_result, "the result")
    loop.call_soon(note, "soon")
    note("main waits for the future")
    note(await done)


asyncio.run(main())
