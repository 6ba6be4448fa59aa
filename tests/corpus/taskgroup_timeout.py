import asyncio


async def crawl(page, depth, found):
    await asyncio.sleep(0.4)
    found.append(page)
    if depth:
        async with asyncio.TaskGroup() as group:
            for link in "ab":
                group.create_task(crawl(page + link, depth - 1, found))


async def limited(seconds, depth):
    found = []
    try:
        async with asyncio.timeout(seconds):
            await crawl("/", depth, found)
    except TimeoutError:
        print(f"{seconds} s were not enough:", end=" ")
    print(len(found), "pages,", found[:5])


class StopGroup(Exception):
    pass


async def stop_after(seconds):
    await asyncio.sleep(seconds)
    raise StopGroup


async def worker(done):
    try:
        await asyncio.sleep(100)
    finally:
        done.append(asyncio.get_running_loop().time())


async def main():
    await limited(10, 2)
    await limited(1, 5)
    done = []
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stop_after(2))
            group.create_task(worker(done))
    except* StopGroup:
        print("stopped on purpose at", done)

    async with asyncio.TaskGroup() as group:
        task = group.create_task(worker(done))
        await asyncio.sleep(1)
        task.cancel()
    print("one cancelled member does not end the group:", task.cancelled())

    outer = asyncio.create_task(limited_group())
    await asyncio.sleep(1)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("cancelled from outside: CancelledError, no group")


async def limited_group():
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(50))


asyncio.run(main())
