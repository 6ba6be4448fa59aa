"""A tiny job server: registry, typed messages, scheduling, metrics and a report."""
import asyncio
import collections
import contextlib
import dataclasses
import enum
import functools
import heapq
import itertools
import json
import operator
import random
import re
import statistics
import string
import textwrap
import time
import typing as t
from collections import abc

T = t.TypeVar("T")


class Status(enum.StrEnum):
    QUEUED = enum.auto()
    RUNNING = enum.auto()
    DONE = enum.auto()
    FAILED = enum.auto()


@dataclasses.dataclass(order=True)
class Job:
    due: float
    id: int
    kind: str = dataclasses.field(compare=False)
    args: dict[str, t.Any] = dataclasses.field(default_factory=dict, compare=False)
    status: Status = dataclasses.field(default=Status.QUEUED, compare=False)
    result: t.Any = dataclasses.field(default=None, compare=False, repr=False)


class Metrics(collections.UserDict):
    def __missing__(self, key):
        self[key] = []
        return self[key]

    @contextlib.contextmanager
    def time(self, name):
        t0 = time.perf_counter()
        try:
            yield
        finally:
            self[name].append(round(time.perf_counter() - t0, 6))

    def report(self):
        rows = [(k, len(v), statistics.fmean(v), max(v)) for k, v in sorted(self.items())]
        w = max(len(r[0]) for r in rows)
        return "\n".join(f"{n:<{w}}  {c:>3}  {m:>7.3f}  {x:>7.3f}" for n, c, m, x in rows)


class Server:
    handlers: t.ClassVar[dict[str, abc.Callable[..., abc.Awaitable]]] = {}

    def __init__(self, *, workers=2, seed=0):
        self.heap: list[Job] = []
        self.ids = itertools.count(1)
        self.rng = random.Random(seed)
        self.metrics = Metrics()
        self.wake = asyncio.Event()
        self.jobs: dict[int, Job] = {}
        self.sem = asyncio.BoundedSemaphore(workers)
        self.log = []

    @classmethod
    def handles(cls, fn):
        cls.handlers[fn.__name__.removeprefix("do_")] = fn
        return fn

    def submit(self, kind, delay=0.0, /, **args):
        loop = asyncio.get_running_loop()
        job = Job(round(loop.time() + delay, 3), next(self.ids), kind, args)
        heapq.heappush(self.heap, job)
        self.jobs[job.id] = job
        self.wake.set()
        return job

    async def serve(self):
        loop = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as tg:
            while True:
                if not self.heap:
                    if all(j.status in {Status.DONE, Status.FAILED} for j in self.jobs.values()):
                        return
                    self.wake.clear()
                    await self.wake.wait()
                    continue
                if (wait := self.heap[0].due - loop.time()) > 0:
                    self.wake.clear()
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self.wake.wait(), wait)
                    continue
                tg.create_task(self.execute(heapq.heappop(self.heap)))
                await asyncio.sleep(0)

    async def execute(self, job):
        async with self.sem:
            job.status = Status.RUNNING
            try:
                with self.metrics.time(job.kind):
                    handler = self.handlers.get(job.kind) or (lambda s, **k: self.unknown(job))
                    job.result = await handler(self, **job.args)
                job.status = Status.DONE
            except Exception as e:
                job.status, job.result = Status.FAILED, e
            self.log.append((asyncio.get_running_loop().time(), job.id, job.status))
            self.wake.set()

    async def unknown(self, job):
        raise LookupError(f"no handler for {job.kind!r}")


@Server.handles
async def do_sum(server, *, xs):
    await asyncio.sleep(0.1 * len(xs))
    return functools.reduce(operator.add, xs)


@Server.handles
async def do_words(server, text, top=2):
    await asyncio.sleep(0.25)
    return collections.Counter(re.findall(r"\w+", text.lower())).most_common(top)


@Server.handles
async def do_spawn(server, n):
    for i in range(n):
        server.submit("sum", 0.5 * i, xs=[i, i + 1])
    return n


@Server.handles
async def do_secret(server, length=8):
    await asyncio.sleep(server.rng.random())
    return "".join(server.rng.choices(string.ascii_letters, k=length))


async def main():
    s = Server(seed=3)
    s.submit("sum", xs=[1, 2, 3]); s.submit("words", 0.5, text="To be, or not to be: that is the question"); s.submit("spawn", 0.2, n=3)
    s.submit("secret"); s.submit("fly", 0.1); s.submit("sum", xs=[1, "a"]); s.submit("words", oops=1); s.submit("sum", xs=[])
    await s.serve()
    for j in s.jobs.values():
        print(f"{j.id:>2} {j.kind:<7}{j.status:<8}{j.result!r}")
    for when, id, st in s.log:
        print(f"{when:.3f} {id} {st.name}")
    print(s.metrics.report())
    print(textwrap.indent(json.dumps(dataclasses.asdict(s.jobs[2]), default=str, indent=1), "| "))
    print(__doc__, Status("done"), sorted(s.jobs.values())[0])


asyncio.run(main())
