# asyncio looks into the environment when a loop is made.
import asyncio
import os
import sys

print(sys.flags.ignore_environment, sys.flags.dev_mode)


async def debug():
    return asyncio.get_running_loop().get_debug()


for value in (None, "1", "", "0"):
    if value is None:
        os.environ.pop("PYTHONASYNCIODEBUG", None)
    else:
        os.environ["PYTHONASYNCIODEBUG"] = value
    print(repr(value), asyncio.run(debug()), asyncio.run(debug(), debug=False), asyncio.run(debug(), debug=True))
