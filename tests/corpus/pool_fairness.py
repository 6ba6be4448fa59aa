# Semaphores & connection pool with fairness checks
import asyncio
from collections import deque
from typing import AsyncIterator
from contextlib import asynccontextmanager
import itertools


class PoolTimeout(Exception):
    def __str__(self):
        return f"PoolTimeout({', '.join(map(repr, self.args))})"


class Conn:
    ids = itertools.count(1)

    def __init__(self):
        self.id = next(self.ids)
        self.uses = 0

    def __repr__(self):
        return f"<Conn #{self.id} uses={self.uses}>"

    async def query(self, sql: str, /, *args):
        self.uses += 1
        await asyncio.sleep(len(sql) / 100)
        if "fail" in sql:
            raise ConnectionAbortedError(103, "aborted")
        return sql % args if args else sql


class Pool:
    def __init__(self, size, timeout=1.0):
        self._free: deque[Conn] = deque()
        self._sem = asyncio.BoundedSemaphore(size)
        self.timeout = timeout
        self.stats = dict.fromkeys(("opened", "reused", "dropped"), 0)

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Conn]:
        try:
            async with asyncio.timeout(self.timeout):
                await self._sem.acquire()
        except TimeoutError:
            raise PoolTimeout(asyncio.current_task().get_name(), self.timeout) from None
        try:
            if self._free:
                conn = self._free.popleft()
                self.stats["reused"] += 1
            else:
                conn = Conn()
                self.stats["opened"] += 1
            try:
                yield conn
            except OSError:
                self.stats["dropped"] += 1
                raise
            else:
                self._free.append(conn)
        finally:
            self._sem.release()


async def user(pool, i):
    async with pool.acquire() as c:
        r = await c.query("select %d from long_table_name_number_one", i) if i != 3 else await c.query("fail")
        return c.id, r[:9]


async def main():
    pool = Pool(2)
    res = await asyncio.gather(*(asyncio.create_task(user(pool, i), name=f"u{i}") for i in range(9)), return_exceptions=True)
    for r in res:
        print(r if not isinstance(r, Exception) else f"{type(r).__name__}: {r}")
    print(pool.stats, pool._free, f"{asyncio.get_running_loop().time():.2f}")
    sem = asyncio.Semaphore(1)
    order = []
    async def w(n, d):
        async with sem:
            order.append(n)
            await asyncio.sleep(d)
    ts = [asyncio.create_task(w(n, 0.1)) for n in range(5)]
    await asyncio.sleep(0.05)
    ts[2].cancel()
    await asyncio.sleep(0.1)
    ts[3].cancel()
    late = asyncio.create_task(w("late", 0))
    await asyncio.gather(*ts, late, return_exceptions=True)
    print(order, sem._value, sem.locked())

asyncio.run(main())
