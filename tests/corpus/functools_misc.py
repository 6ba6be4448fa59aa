import asyncio
import bisect
import functools
import heapq
import itertools
import operator
from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.singledispatch
def describe(x):
    return f"object {x!r}"


@describe.register
def _(x: int):
    return f"int {x}"


@describe.register(list)
def _(x):
    return "list of " + ", ".join(map(describe, x))


@functools.total_ordering
class Version:
    def __init__(self, s):
        self.parts = tuple(map(int, s.split(".")))

    def __eq__(self, o):
        return self.parts == o.parts

    def __lt__(self, o):
        return self.parts < o.parts

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


class Lazy:
    @functools.cached_property
    def value(self):
        print("computing")
        return 42


async def main():
    print(fib(80), fib.cache_info())
    print(describe(3), describe([1, "a"]), describe(2.5))
    print(sorted(map(Version, ["1.10", "1.9", "0.1.2"])), Version("1.0") >= Version("0.9"))
    l = Lazy()
    print(l.value, l.value, vars(l))
    add = functools.partial(operator.add, 10)
    print(add(5), add, functools.reduce(operator.mul, range(1, 6)))
    h = []
    for p, t in [(3, "c"), (1, "a"), (2, "b")]:
        heapq.heappush(h, (p, t))
    print([heapq.heappop(h)[1] for _ in range(3)], heapq.nlargest(2, [5, 1, 9]), list(heapq.merge([1, 4], [2, 3])))
    xs = [1, 3, 5]
    bisect.insort(xs, 4)
    print(xs, bisect.bisect_left(xs, 3))
    print(list(itertools.accumulate([1, 2, 3], initial=10)), list(itertools.batched("abcdefg", 3)), list(itertools.pairwise([1, 2, 3])))
    print(list(itertools.product("ab", [1, 2])), list(itertools.combinations("abc", 2)), list(itertools.zip_longest("ab", "c", fillvalue="-")))
    print(list(itertools.islice(itertools.cycle("xy"), 5)), list(itertools.chain.from_iterable([[1], [2, 3]])), list(itertools.takewhile(lambda v: v < 3, range(9))))
    d = deque([1, 2, 3], maxlen=3)
    d.append(4); d.rotate(1)
    print(d, Counter("abracadabra"), Counter(a=1) - Counter(a=3, b=1), Counter("aab") & Counter("ab"))
    dd = defaultdict(list); dd["x"].append(1)
    print(dd, OrderedDict(a=1), ChainMap({"a": 1}, {"b": 2}), UserDict(a=1))
    P = namedtuple("P", "x y", defaults=[0])
    p = P(1)
    print(p, p._asdict(), P._fields, p == (1, 0), p._replace(y=5))
    for f in (lambda: P(), lambda: P(1, 2, 3), lambda: deque().pop(), lambda: heapq.heappop([]), lambda: next(iter([])), lambda: p.z, lambda: setattr(p, "x", 1)):
        try:
            f()
        except Exception as e:
            print(type(e).__name__, e)
    print(functools.cmp_to_key(lambda a, b: b - a) and sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
    print(operator.itemgetter(1, 0)([5, 6]), operator.attrgetter("x")(p), operator.methodcaller("upper")("a"))
    async def agen():
        for i in range(3):
            yield i
    coro = functools.partial(asyncio.sleep, 0.5, result="p")
    print(await coro(), await asyncio.wait_for(coro(), 1))


asyncio.run(main())
