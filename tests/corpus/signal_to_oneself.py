"""Signals that a script sends to itself: handlers, the loop's, the runner's, and what Python refuses."""

import _thread
import asyncio
import os
import signal


def handler(number, frame):
    print("handler", signal.Signals(number).name, frame.f_code.co_name)


def plain():
    print(signal.signal(signal.SIGUSR1, handler), signal.getsignal(signal.SIGUSR1) is handler)
    os.kill(os.getpid(), signal.SIGUSR1)
    signal.raise_signal(signal.SIGUSR1)
    print(signal.signal(signal.SIGINT, signal.SIG_IGN))
    os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), 0)
    print("ignored", signal.signal(signal.SIGINT, signal.default_int_handler))
    try:
        _thread.interrupt_main()
        for _ in range(1000):
            pass
    except KeyboardInterrupt:
        print("interrupted")
    for number, what in ((9, handler), (0, handler), (10, None), (10, 5)):
        try:
            print(signal.signal(number, what))
        except (OSError, TypeError, ValueError) as error:
            print(type(error).__name__, error)


async def sleeper():
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled", asyncio.current_task().cancelling())
        raise
    finally:
        print("cleanup")


async def served():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGINT, lambda: print("int"))
    loop.call_later(0.05, signal.raise_signal, signal.SIGINT)
    loop.call_later(0.1, os.kill, os.getpid(), signal.SIGTERM)
    await stop.wait()
    print("stopped", loop.remove_signal_handler(signal.SIGINT), loop.remove_signal_handler(signal.SIGINT))
    print(signal.getsignal(signal.SIGINT))


plain()
try:
    asyncio.run(sleeper())
except KeyboardInterrupt:
    print("KeyboardInterrupt")
asyncio.run(served())
print(signal.getsignal(signal.SIGTERM))
