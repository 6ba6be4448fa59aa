import asyncio


class Service:
    def __init__(self):
        self.stopping = asyncio.Event()
        self.active = set()

    def submit(self, n, seconds):
        task = asyncio.create_task(self.handle(n, seconds), name=f"request-{n}")
        self.active.add(task)
        task.add_done_callback(self.active.discard)

    async def handle(self, n, seconds):
        try:
            await asyncio.sleep(seconds)
            print(f"{now():.1f} request {n} answered")
        except asyncio.CancelledError:
            print(f"{now():.1f} request {n} dropped")
            raise

    async def heartbeat(self):
        while not self.stopping.is_set():
            print(f"{now():.1f} {len(self.active)} active")
            try:
                await asyncio.wait_for(self.stopping.wait(), 1)
            except TimeoutError:
                continue

    async def shutdown(self, grace):
        self.stopping.set()
        print(f"{now():.1f} waiting for {len(self.active)}")
        done, late = await asyncio.wait(list(self.active), timeout=grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


def now():
    return asyncio.get_running_loop().time()


async def main():
    service = Service()
    beat = asyncio.create_task(service.heartbeat())
    for n, seconds in enumerate((0.5, 1.5, 3, 9)):
        service.submit(n, seconds)
    await asyncio.sleep(2.2)
    await service.shutdown(grace=2)
    await beat
    await asyncio.sleep(0)
    print(f"{now():.1f} bye, {len(service.active)} active")


asyncio.run(main())
