import asyncio
from functools import partial


def report(prefix, task):
    if task.cancelled():
        outcome = "cancelled"
    elif task.exception():
        outcome = f"failed with {task.exception()!r}"
    else:
        outcome = f"returned {task.result()!r}"
    print(f"{prefix} {task.get_name()} {outcome}")


async def job(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError(n)
    return n * n


async def main():
    tasks = [asyncio.create_task(job(n), name=f"job-{n}") for n in (1, 2, 3)]
    for task in tasks:
        task.add_done_callback(partial(report, "•"))
    unwanted = partial(report, "never")
    tasks[0].add_done_callback(unwanted)
    tasks[0].add_done_callback(unwanted)
    print("removed", tasks[0].remove_done_callback(unwanted), "then", tasks[0].remove_done_callback(unwanted))
    asyncio.get_running_loop().call_later(2.5, tasks[2].cancel)
    await asyncio.wait(tasks)
    print("the awaiter goes on")

    order = []
    future = asyncio.get_running_loop().create_future()
    for n in range(4):
        future.add_done_callback(lambda f, n=n: order.append((n, f.result())))
    future.set_result("x")
    print(order)
    await asyncio.sleep(0)
    print(order)
    future.add_done_callback(lambda f: print("added late, called in the next turn"))
    print("not yet")
    await asyncio.sleep(0)


asyncio.run(main())
