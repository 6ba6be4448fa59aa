# An elevator: a long-running task, a heap of stops, and what it logs.
import asyncio
import heapq
import logging
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar, NamedTuple

logging.basicConfig(format="%(levelname)s:%(funcName)s:%(lineno)d:%(message)s", level=logging.DEBUG)
logging.getLogger("asyncio").setLevel(logging.WARNING)


class Dir(Enum):
    UP = 1
    DOWN = -1

    def __str__(self):
        return "↑↓"[self is Dir.DOWN]


class Call(NamedTuple):
    floor: int
    dir: Dir


@dataclass
class Lift:
    floors: int
    at: int = 0
    stops: list[int] = field(default_factory=list)
    calls: deque[Call] = field(default_factory=deque)
    count: ClassVar[int] = 0

    async def run(self):
        while True:
            while not self.stops:
                await asyncio.sleep(0.1)
            target = heapq.heappop(self.stops)
            while self.at != target:
                await asyncio.sleep(1)
                self.at += 1 if target > self.at else -1
                logging.info("%s floor %d", Dir(1 if target > self.at else -1) if self.at != target else "·", self.at)
            logging.debug("doors at %s", self)
            Lift.count += 1

    def press(self, floor):
        if not 0 <= floor < self.floors:
            raise ValueError(f"no floor {floor}")
        heapq.heappush(self.stops, floor)


async def main():
    lift = Lift(5)
    runner = asyncio.create_task(lift.run())
    lift.press(3)
    lift.calls.append(Call(2, Dir.UP))
    await asyncio.sleep(1.5)
    lift.press(1)
    try:
        lift.press(9)
    except ValueError:
        logging.exception("bad button")
    await asyncio.sleep(8)
    runner.cancel()
    print(lift, Lift.count, *lift.calls)
    res = await asyncio.gather(runner, return_exceptions=True)
    print(res)


asyncio.run(main())
