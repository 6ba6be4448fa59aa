import asyncio
import sys


def show(*things):
    print(*things, sep="\n", file=sys.stderr)


async def main():
    lock, event, semaphore = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2)
    queue, barrier, condition = asyncio.Queue(3), asyncio.Barrier(2), asyncio.Condition()
    show(lock, event, semaphore, queue, barrier, condition)
    await lock.acquire()
    await semaphore.acquire()
    event.set()
    queue.put_nowait("item")
    waiters = [asyncio.create_task(w) for w in (lock.acquire(), barrier.wait(), queue.join())]
    await asyncio.sleep(0)
    show(lock, event, semaphore, queue, barrier)
    lock.release()
    queue.get_nowait()
    queue.task_done()
    await asyncio.gather(barrier.wait(), *waiters)
    async with asyncio.timeout(5) as scope:
        show(scope)
    show(scope)
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(1))
        show(group)
    show(group)
    handle = asyncio.get_running_loop().call_later(1, show, "x")
    show(handle)
    handle.cancel()
    show(handle, asyncio.get_running_loop())
    gathering = asyncio.gather(asyncio.sleep(0))
    show(gathering)
    await gathering
    show(gathering)


asyncio.run(main())
