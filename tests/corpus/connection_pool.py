import asyncio
import itertools
from contextlib import asynccontextmanager


class Connection:
    _ids = itertools.count(1)

    def __init__(self):
        self.id = next(self._ids)
        self.closed = False
        self.queries = 0

    async def execute(self, sql, *params):
        if self.closed:
            raise RuntimeError(f"connection {self.id} is closed")
        self.queries += 1
        await asyncio.sleep(0.2)
        if "BOOM" in sql:
            raise ValueError(f"syntax error at or near \"{sql.split()[0]}\"")
        return [(self.id, sql % params)]

    async def close(self):
        await asyncio.sleep(0.05)
        self.closed = True

    def __repr__(self):
        return f"<Connection #{self.id} queries={self.queries}{' closed' if self.closed else ''}>"


class Pool:
    def __init__(self, size):
        self._size = size
        self._free = asyncio.LifoQueue()
        self._all = []

    async def __aenter__(self):
        for _ in range(self._size):
            c = Connection()
            self._all.append(c)
            await self._free.put(c)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await asyncio.gather(*(c.close() for c in self._all))
        return False

    @asynccontextmanager
    async def acquire(self, *, timeout=None):
        conn = await asyncio.wait_for(self._free.get(), timeout)
        try:
            yield conn
        finally:
            self._free.put_nowait(conn)


async def query(pool, n):
    async with pool.acquire() as c:
        rows = await c.execute("SELECT %d", n)
        print(f"{asyncio.get_running_loop().time():.2f} {rows}")
        return rows


async def main():
    async with Pool(2) as pool:
        await asyncio.gather(*(query(pool, n) for n in range(5)))
        try:
            async with pool.acquire() as c:
                await c.execute("BOOM")
        except ValueError as e:
            print("error:", e)
        async with pool.acquire(), pool.acquire():
            try:
                async with pool.acquire(timeout=0.5):
                    print("unreachable")
            except TimeoutError as e:
                print("pool exhausted", repr(e))
    print(pool._all)
    try:
        await pool._all[0].execute("x")
    except RuntimeError as e:
        print(e)


asyncio.run(main())
