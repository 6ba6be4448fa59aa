import asyncio

async def never_finishes():
    try:
        await asyncio.Future()
    finally:
        print("cleaning never_finishes")

async def worker(n):
    try:
        while True:
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(f"worker {n} got cancelled")
        raise
    finally:
        print(f"worker {n} finally")

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
t1 = loop.create_task(worker(1))
t2 = loop.create_task(worker(2))
t3 = loop.create_task(never_finishes())
loop.run_until_complete(asyncio.sleep(2.5))
print("stopping without cancelling")
print([t.done() for t in (t1, t2, t3)])
