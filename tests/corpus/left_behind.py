# A loop driven by hand, closed while a task is still pending.
import asyncio


async def background():
    await asyncio.sleep(60)


async def main():
    asyncio.create_task(background(), name="forgotten")
    await asyncio.sleep(1)
    return "main is done"


loop = asyncio.new_event_loop()
try:
    print(loop.run_until_complete(main()))
finally:
    loop.close()
print("closed at", loop.time(), "with", len(asyncio.all_tasks(loop)), "task pending")
