# pub/sub with wildcard topics and backpressure strategies
import asyncio
import fnmatch
import itertools
from collections import defaultdict
from typing import Iterator
import contextlib


class Broker:
    def __init__(self):
        self.subs = defaultdict(list)
        self.published = itertools.count()

    @contextlib.contextmanager
    def subscribe(self, pattern, *, maxsize=0, drop="oldest") -> Iterator[asyncio.Queue]:
        q = asyncio.Queue(maxsize)
        self.subs[pattern].append((q, drop))
        try:
            yield q
        finally:
            self.subs[pattern].remove((q, drop))
            if not self.subs[pattern]:
                del self.subs[pattern]

    async def publish(self, topic, msg):
        n = 0
        for pat, lst in list(self.subs.items()):
            if fnmatch.fnmatchcase(topic, pat):
                for q, drop in lst:
                    if q.full():
                        match drop:
                            case "oldest":
                                q.get_nowait()
                            case "newest":
                                continue
                            case "block":
                                pass
                    await q.put((topic, msg))
                    n += 1
        next(self.published)
        return n


async def sub(b, name, pattern, n, delay=0.0, **kw):
    with b.subscribe(pattern, **kw) as q:
        for _ in range(n):
            try:
                async with asyncio.timeout(2):
                    topic, msg = await q.get()
            except TimeoutError:
                print(f"{name}: nothing more")
                return
            print(f"{asyncio.get_running_loop().time():.2f} {name} <- {topic} {msg}")
            await asyncio.sleep(delay)


async def main():
    b = Broker()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(sub(b, "all", "*", 6))
        tg.create_task(sub(b, "temp", "sensor.*.temp", 3, delay=0.5, maxsize=1))
        tg.create_task(sub(b, "slow", "sensor.?.hum", 5, delay=0.3, maxsize=1, drop="block"))
        await asyncio.sleep(0)
        print(sorted(b.subs))
        for i in range(4):
            for kind in ("temp", "hum"):
                r = await b.publish(f"sensor.{i % 2}.{kind}", i)
                print(f"published {kind}{i} to {r}")
                await asyncio.sleep(0.1)
    print(dict(b.subs), next(b.published))

asyncio.run(main())
