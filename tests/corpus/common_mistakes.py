# Errors that everybody meets once.
import asyncio
import time


async def work():
    await asyncio.sleep(0)
    return 1


async def main():
    loop = asyncio.get_running_loop()
    lock = asyncio.Lock()

    async def sync_with():
        with lock:
            pass

    async def await_a_function():
        await work

    async def await_a_result():
        await time.sleep(0.1)

    async def add_a_coroutine():
        coro = work()
        try:
            return coro + 1
        finally:
            coro.close()

    async def run_inside():
        coro = work()
        try:
            loop.run_until_complete(coro)
        finally:
            coro.close()

    async def task_of_a_function():
        asyncio.create_task(work)

    async def await_itself():
        await asyncio.current_task()

    async def not_entered():
        coro = work()
        try:
            asyncio.TaskGroup().create_task(coro)
        finally:
            coro.close()

    async def sleep_text():
        await asyncio.sleep("1")

    async def gather_a_list():
        coro = work()
        try:
            await asyncio.gather([coro])
        finally:
            coro.close()

    async def iterate_a_coroutine():
        coro = work()
        try:
            for _ in coro:
                pass
        finally:
            coro.close()

    for mistake in (sync_with, await_a_function, await_a_result, add_a_coroutine, run_inside, task_of_a_function,
                    await_itself, sleep_text, gather_a_list, iterate_a_coroutine):
        try:
            await asyncio.create_task(mistake())
        except Exception as error:
            text = str(error).split(" <")[0].split(": <")[0]
            print(f"{mistake.__name__}: {type(error).__name__}: {text}")
    try:
        await not_entered()
    except RuntimeError as error:
        print("not_entered: RuntimeError:", "has not been entered" in str(error))


asyncio.run(main())
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
