import asyncio
from enum import Enum, Flag, auto
from itertools import cycle


class Light(Enum):
    RED = ("red", 3.0)
    GREEN = ("green", 2.5)
    AMBER = ("amber", 0.5)

    def __new__(cls, label, seconds):
        obj = object.__new__(cls)
        obj._value_ = label
        obj.seconds = seconds
        return obj

    def __str__(self):
        return self.value.title()


class Mode(Flag):
    NORMAL = 0
    NIGHT = auto()
    EMERGENCY = auto()


class Crossing:
    def __init__(self):
        self.light, self.mode, self.green = None, Mode.NORMAL, asyncio.Event()

    async def run(self, turns):
        order = cycle([Light.RED, Light.GREEN, Light.AMBER])
        for _ in range(turns):
            self.light = next(order)
            (self.green.set if self.light is Light.GREEN else self.green.clear)()
            print(f"{asyncio.get_running_loop().time():4.1f} {self.light!s:<6}{self.mode}")
            await asyncio.sleep(self.light.seconds / (2 if Mode.NIGHT in self.mode else 1))

    async def car(self, name, arrives):
        await asyncio.sleep(arrives)
        await self.green.wait()
        print(f"{asyncio.get_running_loop().time():4.1f} {name} crosses")


async def main():
    c = Crossing()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(c.run(6))
        for n, t in (("vw", 1), ("bmw", 4), ("fiat", 5.9)):
            tg.create_task(c.car(n, t))
        await asyncio.sleep(6)
        c.mode |= Mode.NIGHT
    print(Light("red"), Light.RED.seconds, repr(Light.AMBER), c.mode, repr(Mode.NIGHT | Mode.EMERGENCY), Mode.NIGHT & Mode.NORMAL, ~Mode.NIGHT, [m.name for m in Mode])


asyncio.run(main())
