# Both drinks at once: 3 s.
# Look for: the two waits lie above each other, from 0 s to 2 s.
import asyncio
import time


async def espresso():
    await asyncio.sleep(3)
    report("espresso ready")


async def latte():
    await asyncio.sleep(2)
    report("latte ready")


def report(what):
    print(f"{time.monotonic() - opened:.1f} s  {what}")


async def main():
    await asyncio.gather(espresso(), latte())


opened = time.monotonic()
asyncio.run(main())
report("all served")
