# Collects calls for a moment, and answers them together.
import asyncio


class Batcher:
    def __init__(self, window, limit):
        self.window, self.limit = window, limit
        self.waiting = []
        self.timer = None

    def ask(self, key):
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self.waiting.append((key, future))
        if len(self.waiting) == self.limit:
            self.flush()
        elif self.timer is None:
            self.timer = loop.call_later(self.window, self.flush)
        return future

    def flush(self):
        if self.timer:
            self.timer.cancel()
            self.timer = None
        batch, self.waiting = self.waiting, []
        asyncio.create_task(self.query(batch))

    async def query(self, batch):
        print(f"{asyncio.get_running_loop().time():.2f} SELECT … WHERE id IN {tuple(key for key, _ in batch)}")
        await asyncio.sleep(0.2)
        for key, future in batch:
            if future.cancelled():
                print("nobody waits for", key)
            elif key < 0:
                future.set_exception(LookupError(key))
            else:
                future.set_result(key * 10)


async def user(batcher, at, key):
    await asyncio.sleep(at)
    try:
        async with asyncio.timeout(0.24):
            answer = await batcher.ask(key)
    except (LookupError, TimeoutError) as error:
        answer = type(error).__name__
    print(f"{asyncio.get_running_loop().time():.2f} {key} -> {answer}")


async def main():
    batcher = Batcher(window=0.1, limit=3)
    times = [(0, 1), (0.07, 2), (0.3, 3), (0.31, 4), (0.32, 5), (0.33, -6), (0.7, 7)]
    await asyncio.gather(*(user(batcher, at, key) for at, key in times))


asyncio.run(main())
