import asyncio


class Delay:
    """Awaitable by delegating to a coroutine's own __await__."""

    def __init__(self, seconds, value):
        self.seconds, self.value = seconds, value

    def __await__(self):
        yield from asyncio.sleep(self.seconds).__await__()
        return self.value


class Turn:
    """One bare yield gives the loop one turn."""

    def __await__(self):
        print("turn starts")
        yield
        print("turn ends")


class Promise:
    def __init__(self):
        self.future = asyncio.get_running_loop().create_future()

    def __await__(self):
        return self.future.__await__()


async def main():
    print(await Delay(1, "delayed"), asyncio.get_running_loop().time())
    await asyncio.gather(Turn(), Turn())
    promise = Promise()
    asyncio.get_running_loop().call_later(0.5, promise.future.set_result, "kept")
    print(await promise)
    print(await asyncio.wait_for(Delay(0.1, "in time"), 1))

    for wrong in (42, [asyncio.sleep], None):
        try:
            await wrong
        except TypeError as error:
            print("TypeError:", error)

    class Bad:
        def __await__(self):
            yield "not a future"

    try:
        await Bad()
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.run(main())
