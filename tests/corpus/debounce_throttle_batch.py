import asyncio
import functools
import time
from collections.abc import Awaitable, Callable


def debounce(wait):
    def deco(fn):
        handle = None

        @functools.wraps(fn)
        def inner(*a, **k):
            nonlocal handle
            if handle is not None:
                handle.cancel()
            handle = asyncio.get_running_loop().call_later(wait, functools.partial(fn, *a, **k))
        return inner
    return deco


def throttle(interval):
    def deco(fn):
        last = float("-inf")

        @functools.wraps(fn)
        async def inner(*a, **k):
            nonlocal last
            now = time.monotonic()
            if now - last < interval:
                return None
            last = now
            return await fn(*a, **k)
        return inner
    return deco


class Batcher:
    def __init__(self, flush: Callable[[list], Awaitable[None]], size=3, delay=0.5):
        self.flush, self.size, self.delay = flush, size, delay
        self.items = []
        self.timer: asyncio.Task | None = None

    async def add(self, item):
        self.items.append(item)
        if len(self.items) >= self.size:
            await self._flush("size")
        elif self.timer is None:
            self.timer = asyncio.create_task(self._later())

    async def _later(self):
        await asyncio.sleep(self.delay)
        self.timer = None
        await self._flush("delay")

    async def _flush(self, why):
        batch, self.items = self.items, []
        if self.timer:
            self.timer.cancel()
            self.timer = None
        if batch:
            await self.flush(batch, why)


@debounce(0.3)
def save(doc):
    print(f"{time.monotonic():.1f} saved {doc}")


@throttle(1)
async def tick(n):
    return n


async def sink(batch, why):
    print(f"{time.monotonic():.1f} flush {batch} ({why})")


async def main():
    for i in range(4):
        save(f"v{i}")
        await asyncio.sleep(0.2)
    await asyncio.sleep(0.5)
    print([await tick(i) for i in range(3)])
    await asyncio.sleep(1)
    print(await tick(99))
    b = Batcher(sink)
    for i in range(7):
        await b.add(i)
        await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    print(b.items, save.__name__)


asyncio.run(main())
