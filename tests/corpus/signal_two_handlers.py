"""A loop's handler hears of a signal that another handler has taken over, as a server does while it serves."""
import asyncio
import signal

heard = []


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, heard.append, "loop")
    before = signal.signal(signal.SIGTERM, lambda number, frame: heard.append(signal.Signals(number).name))
    print(callable(before))
    signal.raise_signal(signal.SIGTERM)
    print(heard)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(heard)
    signal.signal(signal.SIGTERM, before)
    signal.raise_signal(signal.SIGTERM)
    await asyncio.sleep(1)
    print(heard)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.raise_signal(signal.SIGTERM)
    await asyncio.sleep(1)
    print(heard)
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
    signal.signal(signal.SIGTERM, lambda number, frame: heard.append("last"))
    signal.raise_signal(signal.SIGTERM)
    await asyncio.sleep(1)
    print(heard)


asyncio.run(main())
