import asyncio
import inspect
import dis
import sys
import types

async def coro(a, b: int = 2, *args, c="x", **kw) -> str:
    """Doc.

    More.
    """
    await asyncio.sleep(1)

async def agen():
    yield 1

def gen():
    x = yield 1
    return x

class K:
    attr = 1
    async def method(self, q): ...
    @classmethod
    def cm(cls): ...
    @staticmethod
    def sm(x, /, y): ...

async def main():
    print(inspect.signature(coro), inspect.signature(K.method), inspect.signature(K().method), inspect.signature(K.sm))
    for o in (coro, agen, gen, K.method, K, asyncio.sleep, len, print):
        print(getattr(o, "__name__", o), inspect.iscoroutinefunction(o), inspect.isasyncgenfunction(o), inspect.isgeneratorfunction(o), inspect.isfunction(o), inspect.isbuiltin(o))
    c = coro(1)
    print(inspect.getcoroutinestate(c), inspect.iscoroutine(c), inspect.isawaitable(c), inspect.getcoroutinelocals(c))
    t = asyncio.create_task(c)
    await asyncio.sleep(0)
    print(inspect.getcoroutinestate(c), c.cr_frame.f_lineno, type(c.cr_await))
    t.cancel()
    await asyncio.wait([t])
    print(inspect.getcoroutinestate(c), c.cr_frame)
    g = gen()
    print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), g.gi_frame.f_locals)
    try:
        g.send(7)
    except StopIteration as e:
        print("value", e.value, inspect.getgeneratorstate(g))
    print(inspect.getdoc(coro), inspect.getsource(agen), sep="\n")
    print(coro.__code__.co_varnames, coro.__defaults__, coro.__kwdefaults__, coro.__annotations__)
    sig = inspect.signature(coro)
    b = sig.bind(1, 2, 3, z=4)
    b.apply_defaults()
    print(b.args, b.kwargs, list(sig.parameters.values())[2].kind)
    try:
        sig.bind()
    except TypeError as e:
        print(e)
    print([n for n, _ in inspect.getmembers(K) if not n.startswith("__")], inspect.getmro(K), K.__mro__)
    print(inspect.currentframe().f_code.co_name, sys._getframe().f_lineno, inspect.stack()[0].function)
    print(types.SimpleNamespace(a=1, b=[2]), types.MappingProxyType({"a": 1}), type(main), type(g), type(agen()), type(len), type(K.method), type(K().method))
    print(coro, K, K.sm.__qualname__) if False else print(K.sm.__qualname__, K.method.__qualname__, main.__module__, __name__)
    print(callable(coro), hasattr(K, "attr"), vars(K)["attr"], dir(K())[-4:])

asyncio.run(main())
