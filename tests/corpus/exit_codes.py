import asyncio
import sys


async def leave(code):
    await asyncio.sleep(0.1)
    sys.exit(code)


async def main(code):
    try:
        await leave(code)
    except SystemExit as stop:
        print("on the way out:", repr(stop.code))
        raise


for code in (0, None, 7, "a message", True):
    try:
        asyncio.run(main(code))
    except SystemExit as stop:
        print("outside:", repr(stop))
print("the last one counts")
asyncio.run(main(42))
