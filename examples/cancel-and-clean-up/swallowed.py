# A task that catches its own cancelling and goes on.
# Look for: cancel comes at 2.5 s, and the lane runs on to 6.5 s.
import asyncio


async def record(film):
    minute = 0
    while minute < 6:
        try:
            await asyncio.sleep(1)
            minute += 1
            print(f"{film}: minute {minute}")
        except asyncio.CancelledError:
            print("somebody wants me to stop?")  # missing: raise


async def main():
    recording = asyncio.create_task(record("Metropolis"))
    await asyncio.sleep(2.5)
    print("cancel")
    recording.cancel()
    await recording
    print("it was not cancelled")


asyncio.run(main())
