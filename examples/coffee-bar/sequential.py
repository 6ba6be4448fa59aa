# One drink after the other: 5 s.
# Look for: latte does not start before espresso is ready.
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
    await espresso()
    await latte()


opened = time.monotonic()
asyncio.run(main())
report("all served")
