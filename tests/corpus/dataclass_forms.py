import asyncio
from dataclasses import *
from typing import *
import copy, json

class Validated:
    def __set_name__(self, o, n): self.n = "_" + n
    def __get__(self, o, t=None): return getattr(o, self.n) if o is not None else 7
    def __set__(self, o, v):
        if v < 0: raise ValueError(f"{self.n[1:]} < 0: {v}")
        setattr(o, self.n, v)

@dataclass
class A:
    x: int
    y: int = field(default=2, metadata={"unit": "cm"})
    z: list = field(default_factory=list, compare=False)
    k: ClassVar[int] = 0
    def __post_init__(self): type(self).k += 1
@dataclass
class B(A):
    w: str = "w"
    x: float = 1.5
@dataclass(frozen=True, eq=True, order=True)
class F: a: int; b: str = "b"
@dataclass(eq=False, repr=False)
class N: a: int = 0
@dataclass(unsafe_hash=True)
class H: a: int; b: list = field(hash=False, default_factory=list)
@dataclass
class V: q: Validated = Validated()
@dataclass(slots=True, weakref_slot=True)
class S:
    a: int = 1
    def sup(self): return super().__repr__
@dataclass(init=False)
class NI: a: int; b: int = 3
@dataclass
class Rec:
    name: str
    kids: list["Rec"] = field(default_factory=list)
@dataclass
class G[T]:
    item: T
    more: tuple[T, ...] = ()
@dataclass(match_args=False)
class MA: a: int

async def main():
    print(A(1), B(), B(1, 2, [3], "q"), A.k, B.k, A(1, 2, [5]) == A(1, 2, []), A(1) == B(1, 2), A(1) != 3, F(1, "a") < F(1, "b"), sorted([F(2), F(1)]))
    print([(f.name, f.type, f.default is MISSING, f.metadata.get("unit"), f.kw_only) for f in fields(B)], B.__match_args__)
    print({F(1): 1}[F(1)], hash(H(1)) == hash(H(1, [2])), N().__class__.__name__, isinstance(hash(N()), int), A.__hash__, V(), V(3).q)
    print(S(), S(5).a, S.__slots__, G(3, (4,)), G[int](1), NI.__init__ is object.__init__, NI.b, Rec("r", [Rec("s")]), asdict(Rec("r", [Rec("s")])), astuple(F(1)))
    print(replace(A(1, z=[1]), x=9), copy.replace(F(1), b="c"), is_dataclass(A), is_dataclass(A(1)), is_dataclass(int), A.__doc__, F.__doc__, B.__doc__)
    r = Rec("loop"); r.kids.append(r); print(r)
    d = A(1); print(asdict(d, dict_factory=lambda kv: {k.upper(): v for k, v in kv}), fields(A)[1].name, sep="\n")
    for bad in (lambda: A(), lambda: A(1, 2, 3, 4), lambda: A(1, q=2), lambda: F(1) < 3, lambda: setattr(F(1), "a", 2), lambda: delattr(F(1), "a"), lambda: setattr(F(1), "new", 2), lambda: V(-1), lambda: setattr(S(), "zz", 1), lambda: {A(1): 1}, lambda: replace(A(1), nope=1), lambda: asdict(3), lambda: fields(3), lambda: replace(3), lambda: N(1) < N(2), lambda: F(), lambda: A(1).nope, lambda: fields(A(1))[9], lambda: NI(1), lambda: KW(1)):
        try: print("fine", bad())
        except Exception as e: print(type(e).__name__, e)
    for src in ("@dataclass\nclass X:\n a: int = 1\n b: int", "@dataclass\nclass X:\n a: dict = {}", "@dataclass(frozen=True)\nclass X(A): pass", "@dataclass\nclass X(F): pass", "@dataclass(order=True, eq=False)\nclass X: pass", "@dataclass(order=True)\nclass X:\n def __lt__(s, o): pass", "@dataclass\nclass X:\n a: int = field(default=1, default_factory=int)", "@dataclass(slots=True)\nclass X:\n __slots__ = ('a',)\n a: int", "@dataclass(frozen=True)\nclass X:\n def __setattr__(s, n, v): pass", "@dataclass(unsafe_hash=True)\nclass X:\n def __hash__(s): pass", "@dataclass\nclass X:\n a: KW_ONLY\n b: KW_ONLY", "make_dataclass('X', ['class'])", "make_dataclass('X', ['a', 'a'])", "make_dataclass('1X', [3])", "field(1)", "dataclass(3)", "@dataclass(foo=1)\nclass X: pass", "@dataclass(weakref_slot=True)\nclass X: pass", "@dataclass\nclass X:\n a = field()", "@dataclass\nclass X:\n a: ClassVar[int] = field(default_factory=int)"):
        try: exec(src, dict(globals())); print("fine", src.splitlines()[-1])
        except Exception as e: print(type(e).__name__, e)
    M = make_dataclass("M", ["a", ("b", int), ("c", str, field(default="c", kw_only=True))], frozen=True, module=__name__); print(M(1, 2), M.__module__, M.__annotations__)
    class Emp(NamedTuple): name: str; id: int = 3
    class TD(TypedDict): a: int; b: NotRequired[str]
    print(Emp("x"), Emp("x")._replace(id=5), TD(a=1), TD.__annotations__ if False else sorted(TD.__required_keys__), Emp.__new__.__defaults__ if False else Emp._field_defaults)
    match F(1, "z"):
        case F(a, "z"): print("matched", a)
    match MA(1):
        case MA(a=1): print("kw")

@dataclass(kw_only=True)
class KW: a: int
asyncio.run(main())
