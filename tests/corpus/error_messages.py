# What the interpreter says about everyday slips.
import asyncio


class Point:
    def __init__(self, x, y=0):
        self.x, self.y = x, y

    def move(self, dx):
        self.x += dx


text, items, number = "abc", [1, 2], 3
SLIPS = """
1 + "a" | "a" + 1 | [1] + (2,) | "a" * "b" | 1 / 0 | 5 % 0 | int("five") | int(None) | float("x")
[][0] | (1, 2)[5] | {}["k"] | text["b"] | items["a"] | None.name | (5).append | "x".foo() | undefined
len(3) | iter(3) | next(iter(())) | sum(["a"]) | max([]) | sorted([1, "a"]) | "-".join([1]) | [].pop() | [1].remove(2)
{}.pop("k") | set().pop() | {[1]} | {}[[1]] | {[1]: 2} | "abc".index("z") | [1].index(2) | ord("ab") | chr(-1)
Point() | Point(1, 2, 3) | Point(1, z=3) | Point(1).move() | Point(1).mvoe(2) | Point(1).z | Point.move(1)
(lambda a: a)() | (lambda: 0)(1) | (lambda *, k: k)() | print(sepp=1) | number() | text() | isinstance(1, 2) | range(1.5)
[*5] | {**5} | abs("a") | -"a" | "%d" % "x" | "{}".format() | "{x}".format(y=1) | f"{1:q}" | b"a" + b"b" + "c"
import_missing() | asyncio.sleeep(1) | __import__("numpy") | dict([1]) | list(zip("ab", "c", strict=True)) | 2 ** "a" | object() < object()
"""


async def main():
    for slip in SLIPS.replace("\n", "|").split("|"):
        if not (slip := slip.strip()):
            continue
        try:
            print(slip, "=>", eval(slip))
        except Exception as error:
            print(f"{slip}: {type(error).__name__}: {error}")

    def unbound():
        value += 1

    def unpack(n):
        a, b = range(n)

    async def not_iterable():
        async for _ in 5:
            pass

    async def not_manager():
        async with 5:
            pass

    for function, *args in ((unbound,), (unpack, 1), (unpack, 3)):
        try:
            function(*args)
        except Exception as error:
            print(f"{function.__name__}{args}: {type(error).__name__}: {error}")
    for function in (not_iterable, not_manager):
        try:
            await function()
        except Exception as error:
            print(f"{function.__name__}: {type(error).__name__}: {error}")


asyncio.run(main())
