import asyncio
from collections import deque


class Mailbox:
    def __init__(self):
        self.changed = asyncio.Condition()
        self.letters = deque()

    async def put(self, *letters):
        async with self.changed:
            self.letters.extend(letters)
            self.changed.notify(len(letters))

    async def take(self, who):
        async with self.changed:
            await self.changed.wait_for(lambda: self.letters)
            letter = self.letters.popleft()
        print(f"{asyncio.get_running_loop().time():.1f} {who} got {letter}")


async def main():
    box = Mailbox()
    takers = [asyncio.create_task(box.take(who)) for who in ("ann", "ben", "cat")]
    await asyncio.sleep(1)
    await box.put("first")
    await asyncio.sleep(1)
    await box.put("second", "third")
    await asyncio.gather(*takers)

    woken = []

    async def sleeper(name):
        async with box.changed:
            await box.changed.wait()
            woken.append(name)

    sleepers = [asyncio.create_task(sleeper(i)) for i in range(4)]
    await asyncio.sleep(0)
    async with box.changed:
        box.changed.notify_all()
        print("notified, not yet woken:", woken)
    await asyncio.gather(*sleepers)
    print("woken:", woken)
    try:
        box.changed.notify()
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.run(main())
