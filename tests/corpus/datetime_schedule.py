import asyncio
import time
from datetime import datetime, timedelta, timezone


async def at(moment, what):
    await asyncio.sleep((moment - datetime.now(timezone.utc)).total_seconds())
    print(datetime.now(timezone.utc).strftime("%H:%M:%S"), what)


async def main():
    start = datetime.now(timezone.utc)
    print(start.isoformat(), start.weekday())
    await asyncio.gather(
        at(start + timedelta(hours=2), "stand-up"),
        at(start + timedelta(minutes=45), "train"),
        at(start + timedelta(seconds=1.5), "coffee"),
        at(start - timedelta(days=1), "yesterday's is late"),
    )
    passed = datetime.now(timezone.utc) - start
    print(passed, passed.total_seconds(), f"{time.monotonic():.1f}")
    print(datetime.fromtimestamp(time.time(), timezone.utc), int(time.time()), time.gmtime().tm_hour)
    print(datetime(2026, 3, 1, 12, 30).replace(tzinfo=timezone.utc) - start)


asyncio.run(main())
