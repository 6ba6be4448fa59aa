"""The same with asyncio.run in the daemon thread, which no name of the script's holds."""

import asyncio
import threading
import time


async def ticking(name):
    try:
        while True:
            await asyncio.sleep(2)
            print(name)
    finally:
        print("never said")


async def main():
    await asyncio.gather(ticking("one"), asyncio.wait_for(asyncio.Event().wait(), 100))


threading.Thread(target=lambda: asyncio.run(main()), daemon=True).start()
time.sleep(3)
print("end")
