# Both at once, but espresso holds the loop: 5 s again.
# Look for: waiter is due at 0.5 s and runs at 3 s; latte starts late.
import asyncio
import time


async def waiter():
    await asyncio.sleep(0.5)
    report("waiter asks (due at 0.5 s)")


async def espresso():
    time.sleep(3)  # not awaited: nobody else can run meanwhile
    report("espresso ready")


async def latte():
    await asyncio.sleep(2)
    report("latte ready")


def report(what):
    print(f"{time.monotonic() - opened:.1f} s  {what}")


async def main():
    await asyncio.gather(waiter(), espresso(), latte())


opened = time.monotonic()
asyncio.run(main())
report("all served")
