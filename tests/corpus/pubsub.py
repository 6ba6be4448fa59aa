import asyncio
import json
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from typing import Any, AsyncIterator, Awaitable, Callable

Handler = Callable[[str, Any], Awaitable[None]]


class Broker:
    def __init__(self):
        self._subs: dict[str, list[asyncio.Queue]] = defaultdict(list)
        self._handlers: dict[str, list[Handler]] = defaultdict(list)

    def on(self, topic):
        def deco(fn: Handler) -> Handler:
            self._handlers[topic].append(fn)
            return fn
        return deco

    async def publish(self, topic: str, payload: Any) -> int:
        for q in self._subs[topic]:
            q.put_nowait(payload)
        await asyncio.gather(*(h(topic, payload) for h in self._handlers[topic]))
        return len(self._subs[topic]) + len(self._handlers[topic])

    async def subscribe(self, topic: str) -> AsyncIterator[Any]:
        q: asyncio.Queue = asyncio.Queue()
        self._subs[topic].append(q)
        try:
            while (item := await q.get()) is not None:
                yield item
        finally:
            self._subs[topic].remove(q)
            print(f"unsubscribed from {topic}")


broker = Broker()


@broker.on("news")
async def audit(topic, payload):
    stamp = datetime(2024, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=asyncio.get_running_loop().time())
    print("AUDIT", stamp.isoformat(), topic, json.dumps(payload, sort_keys=True))


async def reader(name, topic, limit=None):
    n = 0
    gen = broker.subscribe(topic)
    async for msg in gen:
        n += 1
        print(f"{name} <- {msg!r}")
        if n == limit:
            break
    await gen.aclose()
    return name, n


async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(reader("alice", "news"))
        b = tg.create_task(reader("bob", "news", limit=1))
        await asyncio.sleep(0)
        for i in range(3):
            n = await broker.publish("news", {"id": i, "title": f"Title #{i}", "tags": ["a", "b"][: i]})
            print("delivered to", n)
            await asyncio.sleep(0.5)
        await broker.publish("news", None)
    print(a.result(), b.result())
    print(dict(broker._subs))


if __name__ == "__main__":
    asyncio.run(main())
