import asyncio
import dataclasses
from dataclasses import dataclass, field, KW_ONLY, InitVar
from typing import ClassVar
import copy
import pprint


@dataclass(order=True)
class Order:
    priority: int
    id: int = field(compare=False)
    items: list[str] = field(default_factory=list, compare=False)
    _: KW_ONLY
    note: str = field(default="", compare=False, repr=False)
    count: ClassVar[int] = 0
    seed: InitVar[int | None] = None

    def __post_init__(self, seed):
        type(self).count += 1
        if seed:
            self.items.append(f"seed{seed}")
        if self.priority < 0:
            raise ValueError(f"priority must be >= 0, got {self.priority}")


@dataclass
class Base:
    a: int
    b: list = field(default_factory=list)


@dataclass
class Derived(Base):
    c: str = "c"


async def cook(o: Order, kitchen: asyncio.Semaphore):
    async with kitchen:
        await asyncio.sleep(len(o.items))
        return o


async def main():
    q = asyncio.PriorityQueue()
    for o in (Order(2, 1, ["pie"]), Order(1, 2, ["tea", "milk"]), Order(2, 3, note="x", seed=9)):
        q.put_nowait(o)
    k = asyncio.Semaphore(2)
    while not q.empty():
        print(await cook(await q.get(), k))
    print(Order.count, dataclasses.fields(Order)[0].name, Derived(1), Derived(1, [2], "d") == Derived(1, [2], "d"))
    print(dataclasses.asdict(Derived(1, [Base(2)])), dataclasses.is_dataclass(Base))
    d = Derived(1, [[1]])
    e = copy.deepcopy(d); e.b[0].append(2)
    print(d, e, copy.copy(d).b is d.b)
    for f in (lambda: Order(-1, 0), lambda: Order(1), lambda: Base(), lambda: Order(1, 2, [], 3, 4), lambda: dataclasses.replace(d, zz=1), lambda: Order(1, 1) < 5, lambda: Base(1) < Base(2)):
        try:
            print(f())
        except Exception as ex:
            print(type(ex).__name__, ex)
    try:
        @dataclass
        class Bad:
            x: list = []
    except ValueError as ex:
        print(ex)
    try:
        @dataclass
        class Bad2:
            x: int = 1
            y: int
    except TypeError as ex:
        print(ex)
    pprint.pprint({"orders": [dataclasses.asdict(Order(i, i, ["x" * 10] * 3)) for i in range(3)], "z": {1, 2}, "t": (1,)}, width=60)
    P = dataclasses.make_dataclass("P", [("x", int), ("y", int, 5)], frozen=True)
    print(P(1), hash(P(1)) == hash(P(1)))
    pprint.pp([P(1), "long " * 30])


asyncio.run(main())
