import asyncio
import types
from collections.abc import AsyncIterator, Awaitable, Coroutine


@types.coroutine
def switch(times):
    for i in range(times):
        yield
    return times


@types.coroutine
def wait_on(future):
    result = yield from future
    return f"<{result}>"


class Meta(type):
    async def load(cls):
        await switch(1)
        return cls.__name__


class Thing(metaclass=Meta):
    async def __call__(self):
        return "called"

    @staticmethod
    async def static():
        return "static"

    @classmethod
    async def by_class(cls):
        return cls.__name__

    @property
    async def late(self):
        await asyncio.sleep(0.1)
        return "property"


async def main():
    print(await switch(3))
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(1, future.set_result, "ready")
    print(await wait_on(future))
    thing = Thing()
    print(await Thing.load(), await thing(), await thing.static(), await thing.by_class(), await thing.late)

    double = lambda x: asyncio.sleep(0.1, x * 2)
    print([await double(x) for x in range(3)])
    source, coro = numbers(), thing()
    print(isinstance(source, AsyncIterator), isinstance(future, Awaitable), isinstance(coro, Coroutine))
    print(isinstance(switch(1), Awaitable), bool(main.__code__.co_flags & 0x80))
    await source.aclose()
    coro.close()

    async def inner(*args, key=None, **rest):
        return args, key, rest

    print(await inner(1, 2, key=3, other=4), inner.__qualname__)


async def numbers():
    yield 1


asyncio.run(main())
