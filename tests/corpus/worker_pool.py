import asyncio
from collections import Counter


async def pool(size, jobs, handle):
    """Runs handle over jobs, at most `size` at a time; results in the order of the jobs."""
    results = {}
    todo = iter(enumerate(jobs))
    share = Counter()

    async def worker(name):
        for index, job in todo:
            results[index] = await handle(job)
            share[name] += 1

    async with asyncio.TaskGroup() as group:
        for n in range(size):
            group.create_task(worker(f"worker {n}"))
    return [results[i] for i in sorted(results)], share


async def resize(seconds):
    await asyncio.sleep(seconds)
    return f"{seconds * 1000:.0f} ms"


async def main():
    jobs = [0.4, 0.1, 0.1, 0.3, 0.2, 0.1, 0.6]
    for size in (1, 2, 3, 7):
        began = asyncio.get_running_loop().time()
        results, share = await pool(size, jobs, resize)
        took = asyncio.get_running_loop().time() - began
        print(f"{size} workers: {took:.1f} s, {dict(sorted(share.items()))}")
    print(results)


asyncio.run(main())
