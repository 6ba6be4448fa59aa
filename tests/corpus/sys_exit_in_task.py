# SystemExit in a task stops the loop at once; the other tasks are cancelled while it closes.
import asyncio
import sys


async def ticker():
    try:
        while True:
            print("tick")
            await asyncio.sleep(1)
    finally:
        print("ticker is cleaned up")


async def quitter():
    await asyncio.sleep(2.5)
    sys.exit("out of patience")


async def main():
    asyncio.create_task(quitter())
    await ticker()


asyncio.run(main())
