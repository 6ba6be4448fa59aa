import asyncio


class Countdown:
    """An asynchronous iterator by hand."""

    def __init__(self, start, pause):
        self.now = start
        self.pause = pause

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.now == 0:
            raise StopAsyncIteration
        await asyncio.sleep(self.pause)
        self.now -= 1
        return self.now + 1


async def main():
    async for n in Countdown(3, 1):
        print(n, "…", end=" ")
    else:
        print("lift-off at", asyncio.get_running_loop().time())

    one, two = (Countdown(3, 0.5), Countdown(3, 0.4))

    async def collect(name, source):
        return [f"{name}{n}" async for n in source]

    print(await asyncio.gather(collect("a", one), collect("b", two)))
    print(await anext(Countdown(1, 0)), await anext(Countdown(0, 0), None))

    try:
        async for x in [1, 2, 3]:
            print(x)
    except TypeError as error:
        print("TypeError:", error)
    try:
        for x in Countdown(1, 1):
            print(x)
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
