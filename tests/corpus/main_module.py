"""Module doc.

Usage: x
"""
import asyncio, sys, inspect, pickle, typing, dataclasses
print(__doc__, __name__, __package__, __spec__, type(__builtins__).__name__)
print(sorted(k for k in globals() if k.startswith("__")))
import __main__
print(__main__ is sys.modules["__main__"], __main__.__doc__ == __doc__)

@dataclasses.dataclass
class Thing:
    """A thing."""
    x: int
    def double(self) -> int:
        return self.x * 2

print(pickle.loads(pickle.dumps(Thing(3))), inspect.getsource(Thing.double), typing.get_type_hints(Thing), Thing.__doc__, Thing.__module__)
print(inspect.getsource(Thing).count("\n"), Thing.double.__qualname__, dir()[-3:], len(vars()) > 5)
async def main():
    print(inspect.getcomments(main), locals(), list(globals())[:1])
    x = 1
    print(locals(), sorted(locals()))
    exec("y = 2"); print(eval("x + 1"), "y" in locals())
    print([*map(lambda v: v ** 2, range(3))], (lambda *a, **k: (a, k))(1, b=2))
# about main
asyncio.run(main())
x: int = 5
print(__annotations__ if "__annotations__" in globals() else "none")
del x
try:
    x
except NameError as e:
    print(e)
print(*sys.argv[1:], sep="|")
