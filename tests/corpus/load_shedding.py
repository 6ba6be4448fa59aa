import asyncio
from asyncio import QueueFull, Queue, CancelledError
# backpressure: load shedding with metrics histogram
import random, collections
class Metrics:
    def __init__(self): self.c = collections.Counter(); self.lat = []
    def hist(self, width=20):
        buckets = collections.Counter(int(l * 10) for l in self.lat)
        top = max(buckets.values())
        for b in sorted(buckets):
            print(f"{b / 10:.1f}-{(b + 1) / 10:.1f} {'▇' * round(buckets[b] / top * width)} {buckets[b]}")
async def server(q: Queue, m: Metrics, rng):
    try:
        while True:
            born, fut = await q.get()
            if fut.cancelled():
                m.c["abandoned"] += 1
                continue
            await asyncio.sleep(rng.uniform(.05, .3))
            if not fut.done():
                fut.set_result(None)
                m.lat.append(asyncio.get_running_loop().time() - born)
                m.c["ok"] += 1
    except CancelledError:
        m.c["workers stopped"] += 1
        raise
async def client(q, m, i, rng):
    loop = asyncio.get_running_loop()
    await asyncio.sleep(rng.expovariate(10) * i / 5)
    fut = loop.create_future()
    try:
        q.put_nowait((loop.time(), fut))
        await asyncio.wait_for(fut, .8)
    except QueueFull: m.c["shed"] += 1
    except TimeoutError: m.c["timeout"] += 1
async def main():
    rng = random.Random(99); q = Queue(6); m = Metrics()
    ws = [asyncio.create_task(server(q, m, rng)) for _ in range(2)]
    await asyncio.gather(*(client(q, m, i, rng) for i in range(60)))
    await asyncio.sleep(1)
    for w in ws: w.cancel()
    r = await asyncio.gather(*ws, return_exceptions=True)
    print(r, sorted(m.c.items()), f"{asyncio.get_running_loop().time():.6f}")
    m.hist()
asyncio.run(main())
