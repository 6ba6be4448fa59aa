# Many ask for the same thing at once; it is loaded once.
import asyncio
from functools import cached_property


class Cache:
    def __init__(self, load, lifetime):
        self.load, self.lifetime = load, lifetime
        self.entries = {}

    @cached_property
    def loop(self):
        return asyncio.get_running_loop()

    async def get(self, key):
        if key not in self.entries:
            task = self.entries[key] = asyncio.create_task(self.load(key), name=f"load {key}")
            task.add_done_callback(lambda t: self._expire(key, t))
        return await asyncio.shield(self.entries[key])

    def _expire(self, key, task):
        if task.cancelled() or task.exception():
            del self.entries[key]
        else:
            self.loop.call_later(self.lifetime, self.entries.pop, key, None)


loads = []


async def load(key):
    loads.append(key)
    await asyncio.sleep(1)
    if key == "bad":
        raise KeyError(key)
    return f"<{key} #{len(loads)}>"


async def main():
    cache = Cache(load, lifetime=2)
    print(await asyncio.gather(*(cache.get(k) for k in "aabab")))
    print(await cache.get("a"), cache.loop.time())
    await asyncio.sleep(3)
    print(await cache.get("a"), sorted(cache.entries))
    print(await asyncio.gather(cache.get("bad"), cache.get("bad"), return_exceptions=True))
    try:
        await asyncio.wait_for(cache.get("slow"), 0.5)
    except TimeoutError:
        print("one caller gave up, the load goes on:", cache.entries["slow"].get_name())
    print(await cache.get("slow"), loads)


asyncio.run(main())
