import asyncio
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique
from typing import Protocol, runtime_checkable


@unique
class Light(Enum):
    RED = ("stop", 3)
    GREEN = ("go", 2)
    YELLOW = ("slow", 1)

    def __init__(self, action, seconds):
        self.action = action
        self.seconds = seconds

    def next(self):
        members = list(Light)
        return members[(members.index(self) + 1) % len(members)]


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    ALL = R | W | X


class Code(IntEnum):
    OK = 200
    NOT_FOUND = 404


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


@runtime_checkable
class Tickable(Protocol):
    async def tick(self) -> None: ...


class Junction:
    def __init__(self):
        self.light = Light.RED
        self.changed = asyncio.Event()
        self.passed = []

    async def tick(self):
        await asyncio.sleep(self.light.seconds)
        self.light = self.light.next()
        self.changed.set()
        self.changed.clear()

    async def run(self, cycles):
        for _ in range(cycles):
            print(f"{asyncio.get_running_loop().time():>5.1f}s {self.light.name:<7}{self.light.action}")
            await self.tick()

    async def car(self, name, arrive):
        await asyncio.sleep(arrive)
        while self.light is not Light.GREEN:
            await self.changed.wait()
        self.passed.append(name)
        print(f"  {name} passes at {asyncio.get_running_loop().time()}")


async def main():
    j = Junction()
    await asyncio.gather(j.run(7), j.car("vw", 0.5), j.car("fiat", 4), j.car("bmw", 5.5))
    print(isinstance(j, Tickable), j.passed)
    print(Light.RED, repr(Light.GREEN), Light("go" if False else ("go", 2)))
    print(Perm.R | Perm.W, repr(Perm.ALL), Perm.X in Perm.ALL, ~Perm.R, Perm(0), list(Perm.ALL))
    print(Code.OK, repr(Code.OK), Code(404).name, f"{Code.OK}", Code.OK + 1)
    print(Bits(7), repr(Bits.A | Bits.C), Bits(8), repr(Bits(9)))
    for bad in (lambda: Light("blue"), lambda: Light["BLUE"], lambda: Perm(64), lambda: Code(1)):
        try:
            bad()
        except Exception as e:
            print(type(e).__name__, e)
    try:
        class Twice(Enum):
            A = 1
            A = 2
    except TypeError as e:
        print(e)
    try:
        unique(Enum("Dup", {"X": 1, "Y": 1}))
    except ValueError as e:
        print(e)
    print(Enum("Dyn", "a b c")("b" if 0 else 2), Light.__members__.keys())


asyncio.run(main())
