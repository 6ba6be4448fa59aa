# The same coroutine object given twice is awaited once; both places get its result.
import asyncio

calls = 0


async def load():
    global calls
    calls += 1
    await asyncio.sleep(1)
    return calls


async def main():
    once = load()
    print(await asyncio.gather(once, once, load()))
    print("calls:", calls)
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.25, future.set_result, "from the future")
    print(await asyncio.gather(future, future))


asyncio.run(main())
