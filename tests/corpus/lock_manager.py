import asyncio
from collections import defaultdict, deque
from contextlib import asynccontextmanager
from enum import IntEnum

class Mode(IntEnum):
    SHARED = 0
    EXCLUSIVE = 1

class DeadlockError(RuntimeError): ...

class LockManager:
    def __init__(self):
        self.holders = defaultdict(dict); self.queue = defaultdict(deque); self.waits = {}
    def _compatible(self, key, mode, owner):
        return all(o == owner or (m is Mode.SHARED and mode is Mode.SHARED) for o, m in self.holders[key].items())
    def _cycle(self, owner, key):
        seen, stack = set(), [(key, [owner])]
        while stack:
            k, path = stack.pop()
            for o in self.holders[k]:
                if o == owner and len(path) > 1: return path
                if o != owner and o not in seen and o in self.waits: seen.add(o); stack.append((self.waits[o], path + [o]))
    @asynccontextmanager
    async def lock(self, owner, key, mode=Mode.EXCLUSIVE):
        while not self._compatible(key, mode, owner):
            self.waits[owner] = key
            if path := self._cycle(owner, key):
                del self.waits[owner]; raise DeadlockError(" -> ".join(path + [owner]))
            fut = asyncio.get_running_loop().create_future()
            self.queue[key].append(fut)
            try: await fut
            finally: self.waits.pop(owner, None)
        self.holders[key][owner] = mode
        try: yield
        finally:
            del self.holders[key][owner]
            while self.queue[key]:
                f = self.queue[key].popleft()
                if not f.done(): f.set_result(None)

async def tx(lm, name, plan, log):
    loop = asyncio.get_running_loop()
    async def go(rest):
        if not rest: await asyncio.sleep(0.2); return
        (key, mode, delay), *rest = rest
        async with lm.lock(name, key, mode):
            log.append(f"{loop.time():.1f} {name} {mode.name[0]}({key})")
            await asyncio.sleep(delay); await go(rest)
    try: await go(plan); log.append(f"{loop.time():.1f} {name} commit")
    except DeadlockError as e: log.append(f"{loop.time():.1f} {name} ABORT {e}")

async def main():
    lm, log = LockManager(), []
    S, X = Mode.SHARED, Mode.EXCLUSIVE
    await asyncio.gather(tx(lm, "t1", [("a", X, 0.1), ("b", X, 0.1)], log), tx(lm, "t2", [("b", X, 0.15), ("c", S, 0.1), ("a", X, 0)], log), tx(lm, "t3", [("c", S, 0.5)], log), tx(lm, "t4", [("c", X, 0.1)], log))
    print(*log, sep="\n")
    t = asyncio.create_task(tx(lm, "t5", [("a", X, 10)], log)); await asyncio.sleep(0.1)
    w = asyncio.create_task(tx(lm, "t6", [("a", S, 0)], log)); await asyncio.sleep(0.1)
    w.cancel(); await asyncio.wait([w]); t.cancel()
    print(await asyncio.gather(t, w, return_exceptions=True), lm.waits, dict(lm.holders))
    print(max(Mode), Mode.SHARED < Mode.EXCLUSIVE, repr(Mode(1)), [m.name for m in Mode])

asyncio.run(main())
