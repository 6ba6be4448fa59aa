# A race without threads: read, await, write.
import asyncio


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = asyncio.Lock()

    async def unsafe(self):
        seen = self.value
        await asyncio.sleep(0)
        self.value = seen + 1

    async def safe(self):
        async with self.lock:
            await self.unsafe()


async def hammer(method, times):
    for _ in range(times):
        await method()


async def main():
    for kind in ("unsafe", "safe"):
        counter = Counter()
        await asyncio.gather(*(hammer(getattr(counter, kind), 10) for _ in range(5)))
        print(f"{kind:>6}: expected 50, got {counter.value}")


asyncio.run(main())
