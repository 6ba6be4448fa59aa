import asyncio
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Envelope:
    sender: "Actor | None"
    body: Any


class Actor(ABC):
    registry: dict[str, "Actor"] = {}

    def __init_subclass__(cls, /, prefix="actor", **kw):
        super().__init_subclass__(**kw)
        cls.prefix = prefix

    def __init__(self, name):
        self.name = f"{self.prefix}:{name}"
        self.mailbox: asyncio.Queue[Envelope] = asyncio.Queue()
        self.registry[self.name] = self
        self._task = None

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    def start(self, tg):
        self._task = tg.create_task(self._loop(), name=self.name)
        return self

    async def _loop(self):
        async for env in self:
            await self.receive(env.body, env.sender)

    def __aiter__(self):
        return self

    async def __anext__(self):
        env = await self.mailbox.get()
        if env.body is StopAsyncIteration:
            raise StopAsyncIteration
        return env

    def tell(self, body, sender=None):
        self.mailbox.put_nowait(Envelope(sender, body))

    def stop(self):
        self.tell(StopAsyncIteration)

    @abstractmethod
    async def receive(self, body, sender): ...


class Counter(Actor, prefix="count"):
    total = 0

    async def receive(self, body, sender):
        match body:
            case ("add", int(n)):
                self.total += n
            case "get":
                sender.tell(("total", self.total), self)
            case other:
                print(f"{self!r} ignores {other!r}")


class Printer(Actor):
    async def receive(self, body, sender):
        await asyncio.sleep(0.1)
        print(f"{asyncio.get_running_loop().time():.1f} {self.name} <- {sender}: {body}")
        if body[0] == "total":
            for a in list(self.registry.values()):
                a.stop()


async def main():
    async with asyncio.TaskGroup() as tg:
        c = Counter("a").start(tg)
        p = Printer("out").start(tg)
        for i in range(5):
            c.tell(("add", i))
        c.tell({"x"})
        c.tell("get", p)
    print(c._task.done(), c._task.get_name(), sorted(Actor.registry))
    try:
        Actor("x")
    except TypeError as e:
        print(e)


asyncio.run(main())
