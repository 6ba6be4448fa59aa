"""Debug mode: where things were made, what took long, what nobody asked for."""
import asyncio
import time


async def slow():
    time.sleep(0.25)
    await asyncio.sleep(0)
    time.sleep(0.5)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    task = asyncio.create_task(slow(), name="slow")
    print(bool(task._source_traceback), task._source_traceback[-2].name)
    await task
    future = loop.create_future()
    print(future._source_traceback[-1].name)
    loop.call_soon(slow_callback, "soon")
    loop.call_later(0.5, slow_callback, "argument")
    await asyncio.sleep(1)
    forgotten = loop.create_future()
    forgotten.set_exception(ValueError("nobody asks"))
    del forgotten
    try:
        loop.call_soon(slow())
    except TypeError as error:
        print(error)
    try:
        loop.call_soon("not callable")
    except TypeError as error:
        print(error)


def slow_callback(argument):
    time.sleep(0.2)


asyncio.run(main(), debug=True)
