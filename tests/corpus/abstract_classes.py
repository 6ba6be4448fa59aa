import asyncio
from abc import ABC, abstractmethod


class Transport(ABC):
    @abstractmethod
    async def send(self, data): ...

    @property
    @abstractmethod
    def name(self): ...

    async def send_all(self, *items):
        for item in items:
            await self.send(item)
        return f"{self.name}: {len(items)} sent"


class Slow(Transport):
    name = "slow"

    async def send(self, data):
        await asyncio.sleep(0.5)
        print("sent", data)


class Half(Transport):
    async def send(self, data):
        pass


async def main():
    print(await Slow().send_all("a", "b"), asyncio.get_running_loop().time())
    print(sorted(Half.__abstractmethods__), issubclass(Slow, Transport))
    try:
        Half()
    except TypeError as error:
        print("TypeError:", error)
    Transport()


asyncio.run(main())
