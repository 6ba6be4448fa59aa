# Processes have a world of their own: arguments and results are copies, globals are not shared.
import asyncio
import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

calls = []
began = time.monotonic()


class Refused(Exception):
    pass


def now():
    return int(time.monotonic() - began)


def work(items, seconds):
    calls.append(seconds)
    time.sleep(seconds)
    items.append(seconds)
    return items, len(calls) > 0, os.getpid()


def refuse(reason):
    raise Refused(reason, 7)


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(3) as pool:
        waits = [loop.run_in_executor(pool, work, ["async"], seconds) for seconds in (3, 2, 1)]
        print([items for items, *_ in await asyncio.gather(*waits)], now())


if __name__ == "__main__":
    mine = ["mine"]
    with ProcessPoolExecutor(max_workers=2) as pool:
        futures = {pool.submit(work, mine, seconds): seconds for seconds in (4, 1)}
        for future in as_completed(futures):
            items, called, process = future.result()
            print(futures[future], items, called, process == os.getpid(), now())
        print(mine, calls)
        print(list(pool.map(pow, [2, 3, 4], [3, 2, 1])), list(pool.map(len, ["a", "bc"], chunksize=2)))
        try:
            pool.submit(refuse, "no").result()
        except Refused as error:
            print(type(error).__name__, error.args, type(error.__cause__).__name__)
        print(pool.submit(sorted, [3, 1, 2], reverse=True).result())
        future = pool.submit(lambda: 1)
        print("lambda:", type(future.exception()).__name__)
    try:
        pool.submit(work, [], 1)
    except RuntimeError as error:
        print(error)
    asyncio.run(main())
    print("end", now())
