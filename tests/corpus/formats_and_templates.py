for v, s in ((1.5, "s "), (3, "zz"), ("x", "10q!"), (True, "??"), (2+1j, "r r"), (1, "10.2f"), (1.5, "d"), ("s", "d"), ("s", "=5"), (3, ".2d"), (5, ","), (1.0, "%"), (12345.678, "_.1f")):
    try: print(f"{v:{s}}")
    except Exception as e: print(type(e).__name__, e)
    try: print(format(v, s))
    except Exception as e: print(type(e).__name__, e)
    try: print(("{:" + s + "}").format(v))
    except Exception as e: print(type(e).__name__, e)
try: (1).__format__(3)
except TypeError as e: print(e)
try: (1).__format__()
except TypeError as e: print(e)
print(t"a" == t"a", t"a" != t"a", hash(t"a") is not None)
a = t"x{1}"
print(a == a, a in [a], a.interpolations[0] == a.interpolations[0], len({a, a}))
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    for h in (loop.call_soon(print), loop.call_later(1, print), loop.call_soon_threadsafe(print), loop.call_at(loop.time() + 1, print)):
        print(type(h), isinstance(h, asyncio.Handle), isinstance(h, asyncio.TimerHandle), repr(h)[:16])
        h.cancel()
        print(h.cancelled())
asyncio.run(main())
class A: pass
class B(A):
    def __init_subclass__(cls, *, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
for f in ("class X(A, bogus=1): pass", "class Y(B, tag=3): pass", "class Z(B, tag=3, other=2): pass", "class W(metaclass=type, q=1): pass", "class V(A, metaclass=type): pass\nprint(V)"):
    try: exec(f)
    except TypeError as e: print(e)
def f():
    class X(A, bogus=1): pass
try: f()
except TypeError as e: print(e)
class Y(B, tag=3): pass
print(Y.tag, object.__init_subclass__())
