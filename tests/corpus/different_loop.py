"""A future of another loop is refused where it is awaited."""
import asyncio
import functools
import sys

# Where the script lies shows in representations: that is compared on standard error.
print = functools.partial(print, file=sys.stderr)

other = asyncio.new_event_loop()
foreign = other.create_future()


async def careful():
    try:
        await foreign
    except RuntimeError as error:
        print(error)
        return "went on"


async def careless():
    await foreign


async def main():
    print(await asyncio.create_task(careful(), name="careful"))
    task = asyncio.create_task(careless(), name="careless")
    await asyncio.wait([task])
    print(task)
    print(foreign, foreign._asyncio_future_blocking)
    try:
        await asyncio.gather(foreign, asyncio.sleep(0))
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, error)
    lock = asyncio.Lock()
    await lock.acquire()
    return lock


asyncio.run(main())
foreign.cancel()
other.close()
try:
    other.create_task(careful_again := careless())
except RuntimeError as error:
    print(error)
    careful_again.close()
