# t-strings and annotationlib (3.14)
import annotationlib
import asyncio
from string.templatelib import Template, Interpolation


def html(t: Template) -> str:
    out = []
    for part in t:
        match part:
            case str() as s:
                out.append(s)
            case Interpolation(value, expr, conv, spec):
                if conv == "r":
                    value = repr(value)
                out.append(format(value, spec).replace("<", "&lt;"))
    return "".join(out)


async def afmt(t):
    parts = []
    for x in t:
        if isinstance(x, str):
            parts.append(x)
        else:
            v = x.value
            if asyncio.iscoroutine(v):
                v = await v
            parts.append(str(v))
    return "".join(parts)


async def slow(x, d):
    await asyncio.sleep(d)
    return x


class Node:
    left: Node
    right: Undefined | None
    value: int = 3

    def f(self, other: Node, *, x: Missing) -> list[Node]: ...


async def main():
    name = "<Bob>"
    n = 3.14159
    t = t"hi {name} {n:.2f} {name!r} {1 + 1 = }"
    print(html(t))
    print(t.strings, t.values)
    print(t.interpolations[1])
    print(await afmt(t"{slow('a', 1)} and {slow('b', 2)}"), asyncio.get_running_loop().time())
    print(t"a{1}" + t"b{2}")
    try:
        t"a" + "b"
    except TypeError as e:
        print(e)
    print(annotationlib.get_annotations(Node, format=annotationlib.Format.STRING))
    fr = annotationlib.get_annotations(Node, format=annotationlib.Format.FORWARDREF)
    print(fr["left"], fr["right"])
    try:
        annotationlib.get_annotations(Node)
    except NameError as e:
        print(e)
    print(annotationlib.get_annotations(Node.f, format=annotationlib.Format.STRING))
    def g(a: int, b: "str" = "x") -> None: ...
    print(g.__annotations__)
    try:
        x = 1 / 0
    except ZeroDivisionError, ValueError:
        print("no parens")

asyncio.run(main())
