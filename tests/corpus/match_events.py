import asyncio
from dataclasses import dataclass


@dataclass
class Click:
    x: int
    y: int
    button: str = "left"


@dataclass
class Key:
    name: str
    mods: frozenset = frozenset()


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def handle(event):
    match event:
        case Click(0, 0):
            return "origin"
        case Click(x, y, button="right") if x == y:
            return f"diagonal right {x}"
        case Click(x=x, button="left" | "middle" as b):
            return f"{b} at {x}"
        case Key(name="q" | "Q", mods=m) if "ctrl" in m:
            return "quit"
        case Key(name=n):
            return f"key {n}"
        case {"type": "resize", "size": [w, h], **rest}:
            return f"resize {w}x{h} {rest}"
        case [first, *_, last]:
            return f"seq {first}..{last}"
        case [x]:
            return f"one {x}"
        case str(s) | bytes(s):
            return f"text {s!r}"
        case int() | float() as n if n < 0:
            return f"negative {n}"
        case True | False:
            return "bool"
        case None:
            return "none"
        case Point(x=0, y=yy):
            return f"on y axis {yy}"
        case Point(a, b):
            return f"point {a} {b}"
        case complex(real=r):
            return f"complex {r}"
        case _:
            return f"unknown {type(event).__name__}"


async def source():
    for e in [Click(0, 0), Click(2, 2, "right"), Click(5, 1, "middle"), Key("q", frozenset({"ctrl"})), Key("x"),
              {"type": "resize", "size": (3, 4), "id": 7}, [1, 2, 3], [9], (), "s", b"b", -4, -1.5, True, 5, None, Point(0, 9), Point(1, 2), 3j, {1}, {"type": "other"}]:
        await asyncio.sleep(0.01)
        yield e


async def main():
    async for e in source():
        print(handle(e))
    try:
        match Point(1, 2):
            case Point(a, b, c):
                pass
    except TypeError as e:
        print(e)
    x, *y = "abc"
    print(x, y)
    for bad in (lambda: (lambda a, b: 0)(*[1]), lambda: exec("a, b = 1, 2, 3"), lambda: exec("a, b, *c = [1]"), lambda: exec("a, b = 5")):
        try:
            bad()
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)


asyncio.run(main())
