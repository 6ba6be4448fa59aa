import asyncio
import weakref
from collections import defaultdict
from fnmatch import fnmatch


class Bus:
    def __init__(self):
        self.handlers = defaultdict(list)
        self.count = 0

    def on(self, pattern):
        def register(handler):
            self.handlers[pattern].append(handler)
            return handler

        return register

    async def publish(self, topic, **data):
        self.count += 1
        matching = [h for pattern, hs in self.handlers.items() if fnmatch(topic, pattern) for h in hs]
        results = await asyncio.gather(
            *(asyncio.ensure_future(h(topic, data)) if asyncio.iscoroutinefunction(h) else wrap(h, topic, data) for h in matching),
            return_exceptions=True,
        )
        return {h.__name__: r for h, r in zip(matching, results)}


async def wrap(function, *args):
    return function(*args)


bus = Bus()


@bus.on("user.*")
async def greet(topic, data):
    await asyncio.sleep(0.2)
    return f"welcome {data['name']}"


@bus.on("*.deleted")
def audit(topic, data):
    return f"{topic}: {sorted(data.items())}"


@bus.on("user.created")
async def broken(topic, data):
    return data["missing"]


async def main():
    print(await bus.publish("user.created", name="ann"))
    print(await bus.publish("user.deleted", name="bob", by="root"))
    print(await bus.publish("nobody.listens"))
    ref = weakref.ref(bus)
    print(ref() is bus, bus.count)


asyncio.run(main())
