import asyncio
from contextlib import asynccontextmanager


class RWLock:
    def __init__(self):
        self._cond = asyncio.Condition()
        self._readers = 0
        self._writer = False
        self._waiting_writers = 0

    @asynccontextmanager
    async def read(self):
        async with self._cond:
            await self._cond.wait_for(lambda: not self._writer and not self._waiting_writers)
            self._readers += 1
        try:
            yield self
        finally:
            async with self._cond:
                self._readers -= 1
                self._cond.notify_all()

    @asynccontextmanager
    async def write(self):
        async with self._cond:
            self._waiting_writers += 1
            try:
                await self._cond.wait_for(lambda: not self._writer and not self._readers)
            finally:
                self._waiting_writers -= 1
            self._writer = True
        try:
            yield self
        finally:
            async with self._cond:
                self._writer = False
                self._cond.notify_all()


async def reader(lock, i, start):
    await asyncio.sleep(start)
    async with lock.read():
        print(f"{asyncio.get_running_loop().time():.2f} R{i} in  ({lock._readers})")
        await asyncio.sleep(0.5)
        print(f"{asyncio.get_running_loop().time():.2f} R{i} out")


async def writer(lock, i, start):
    await asyncio.sleep(start)
    async with lock.write():
        print(f"{asyncio.get_running_loop().time():.2f} W{i} in")
        await asyncio.sleep(0.4)
        print(f"{asyncio.get_running_loop().time():.2f} W{i} out")


async def main():
    lock = RWLock()
    await asyncio.gather(reader(lock, 1, 0), reader(lock, 2, 0.1), writer(lock, 1, 0.2), reader(lock, 3, 0.3), writer(lock, 2, 0.35), reader(lock, 4, 1.2))
    results = {}
    sem = asyncio.Semaphore(3)
    async def job(n):
        async with sem:
            await asyncio.sleep(n / 10)
            results[n] = asyncio.get_running_loop().time()
    async with asyncio.TaskGroup() as tg:
        for n in (5, 1, 3, 2, 4):
            tg.create_task(job(n))
    print({k: round(v, 2) for k, v in results.items()})


asyncio.run(main())
