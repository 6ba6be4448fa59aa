"""anyio on asyncio: task groups, streams, events, limits, threads, timeouts, cancelling."""
import anyio
from anyio import CapacityLimiter, create_memory_object_stream, create_task_group, fail_after, move_on_after, sleep, to_thread
from anyio.abc import TaskStatus


async def worker(number, receive):
    async with receive:
        async for item in receive:
            await sleep(0.01 * (number + 1))
            print(f"worker {number}: {item}")


async def service(*, task_status: TaskStatus = anyio.TASK_STATUS_IGNORED):
    await sleep(0.05)
    task_status.started("ready")
    try:
        await anyio.sleep_forever()
    finally:
        print("service stopped")


async def main():
    send, receive = create_memory_object_stream(2)
    async with create_task_group() as group:
        for number in range(2):
            group.start_soon(worker, number, receive.clone())
        receive.close()
        async with send:
            for item in "abcd":
                await send.send(item)
    print(send.statistics())
    async with create_task_group() as group:
        print(await group.start(service))
        group.cancel_scope.cancel()
    with move_on_after(0.05) as scope:
        await sleep(1)
    print("moved on", scope.cancelled_caught)
    try:
        with fail_after(0.05):
            await sleep(1)
    except TimeoutError as error:
        print("timeout", repr(error))
    event = anyio.Event()
    async with create_task_group() as group:
        group.start_soon(event.wait)
        await sleep(0.01)
        print(event.statistics(), event.is_set())
        event.set()
    print(await to_thread.run_sync(lambda: sum(range(10))), anyio.to_thread.current_default_thread_limiter().total_tokens)
    print(await to_thread.run_sync(lambda: anyio.from_thread.run(shout, "from a thread")))
    limiter = CapacityLimiter(1)
    async with limiter:
        print(limiter.borrowed_tokens, limiter.available_tokens)
        try:
            limiter.acquire_nowait()
        except RuntimeError as error:
            print(error)
    try:
        async with create_task_group() as group:
            group.start_soon(fails, 0.01)
            group.start_soon(fails, 0.5)
    except* ValueError as errors:
        print(errors, errors.exceptions)
    with anyio.CancelScope(shield=True) as scope:
        scope.cancel()
        try:
            await sleep(0)
        except anyio.get_cancelled_exc_class():
            print("cancelled inside")
            raise
    print(anyio.get_current_task().name, await anyio.Path("note.txt").write_text("kept"), await anyio.Path("note.txt").read_text())
    lock, semaphore = anyio.Lock(), anyio.Semaphore(1)
    async with lock, semaphore:
        print(lock.locked(), semaphore.value, lock.statistics().owner == anyio.get_current_task())
    try:
        send.send_nowait(1)
    except anyio.ClosedResourceError as error:
        print(repr(error))
    async with await anyio.open_file("note.txt") as file:
        print([line async for line in file])


async def shout(text):
    await sleep(0.01)
    return text.upper()


async def fails(after):
    await sleep(after)
    raise ValueError(after)


anyio.run(main)
