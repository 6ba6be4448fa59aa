import asyncio


class Watchdog:
    def __init__(self, limit, bark):
        self.limit, self.bark = limit, bark
        self.loop = asyncio.get_running_loop()
        self.handle = None

    def feed(self):
        self.stop()
        self.handle = self.loop.call_later(self.limit, self.bark, self.loop.time())

    def stop(self):
        if self.handle:
            self.handle.cancel()


async def device(dog, pauses):
    for pause in pauses:
        dog.feed()
        await asyncio.sleep(pause)
        print(f"{asyncio.get_running_loop().time():.1f} alive")
    dog.stop()


async def main():
    barked = asyncio.Event()

    def bark(fed):
        print(f"{asyncio.get_running_loop().time():.1f} woof: nothing since {fed:.1f}")
        barked.set()

    dog = Watchdog(1, bark)
    await device(dog, [0.5, 0.9, 0.3])
    await asyncio.sleep(5)
    print("quiet:", not barked.is_set(), "| cancelled:", dog.handle.cancelled(), "| when:", round(dog.handle.when(), 1))
    sick = asyncio.create_task(device(dog, [0.5, 3]))
    await barked.wait()
    sick.cancel()
    print(dog.handle.cancelled())


asyncio.run(main())
