"""Handles that are made by hand, as transports do, and put into the loop's queue."""

import asyncio
import contextvars
from asyncio import events

who = contextvars.ContextVar("who", default="nobody")


async def main():
    loop = asyncio.get_running_loop()
    context = contextvars.copy_context()
    context.run(who.set, "the context")
    first = events.Handle(lambda *args: print("first", args, who.get()), (1, 2), loop)
    second = asyncio.Handle(lambda: print("second", who.get()), (), loop, context)
    third = events.Handle(callback=print, args=("third",), loop=loop, context=None)
    loop._add_callback(first)
    loop.call_soon(print, "between")
    loop._add_callback(second)
    third.cancel()
    loop._add_callback(third)
    print(first._args, second.cancelled(), third.cancelled(), loop._debug, second.get_context() is context)
    await asyncio.sleep(0)
    print("next turn")
    first._run()
    for wrong in ((), (print,), (print, (), loop, None, 1)):
        try:
            events.Handle(*wrong)
        except TypeError as error:
            print("TypeError")
    failing = events.Handle(lambda: 1 / 0, (), loop)
    loop._add_callback(failing)
    await asyncio.sleep(0)


asyncio.run(main())
