import asyncio
import sys


async def check(value):
    await asyncio.sleep(0.5)
    if value > 1:
        print("exiting with 3", file=sys.stderr)
        sys.exit(3)
    return value


async def main():
    try:
        print(await check(1))
        print(await check(2))
    finally:
        print("finally runs")


try:
    asyncio.run(main())
except SystemExit as stop:
    print("SystemExit", stop.code)
    raise
