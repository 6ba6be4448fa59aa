# An error in a plain callback is logged; the loop goes on.
import asyncio


def explode(what):
    raise ZeroDivisionError(f"in {what}")


def on_done(task):
    raise LookupError("in a done callback")


async def quick():
    return 1


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(explode, "call_soon")
    loop.call_later(1, explode, "call_later")
    task = asyncio.create_task(quick())
    task.add_done_callback(on_done)
    await asyncio.sleep(2)
    print("still alive at", loop.time())


asyncio.run(main())
