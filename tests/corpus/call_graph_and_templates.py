import asyncio
import io
from string.templatelib import Template, Interpolation
import annotationlib

name = "World"
t = t"Hello {name!r:>10} and {1 + 1}"
print(t, type(t).__name__, t.strings, [(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations])
def render(t: Template) -> str:
    return "".join(x if isinstance(x, str) else format(x.value, x.format_spec or "") for x in t)
print(render(t"{name:>8}|{3.14159:.2f}"))

async def leaf():
    await asyncio.sleep(0.1)

async def branch():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(leaf(), name="leaf 1")
        tg.create_task(leaf(), name="leaf 2")

async def main():
    t = asyncio.create_task(branch(), name="branch")
    await asyncio.sleep(0.05)
    leaves = [x for x in asyncio.all_tasks() if x.get_name() == "leaf 1"]
    g = asyncio.capture_call_graph(leaves[0])
    print(type(g).__name__, g.future.get_name(), [e.frame.f_code.co_name for e in g.call_stack], [a.future.get_name() for a in g.awaited_by])
    await t
    try:
        raise ExceptionGroup("eg", [ValueError(1)])
    except* (ValueError, TypeError) as eg:
        print(eg.exceptions)
    try:
        1 / 0
    except ZeroDivisionError, ValueError:
        print("no parens needed")

def f(x: Undefined, y: int = 3) -> "str": ...
print(annotationlib.get_annotations(f, format=annotationlib.Format.FORWARDREF)["y"], annotationlib.get_annotations(f, format=annotationlib.Format.STRING))
class Node:
    next: Node | None = None
print(Node.__annotations__)
asyncio.run(main())
try:
    f.__annotations__
except NameError as e:
    print(e)
