# Cancelling is an exception at the await; finally still runs.
# Look for: cancel comes at 2.5 s, the lane ends at 3 s.
import asyncio


async def record(film):
    try:
        for minute in range(1, 60):
            await asyncio.sleep(1)
            print(f"{film}: minute {minute}")
    finally:
        print("closing the file")
        await asyncio.sleep(0.5)
        print("closed")


async def main():
    recording = asyncio.create_task(record("Metropolis"))
    await asyncio.sleep(2.5)
    print("cancel")
    recording.cancel()
    try:
        await recording
    except asyncio.CancelledError:
        print("it was cancelled")


asyncio.run(main())
