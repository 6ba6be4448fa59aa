import asyncio, random, math, operator, collections, itertools

async def is_prime(n):
    if n < 2:
        return False
    for i in range(2, math.isqrt(n) + 1):
        if i % 1000 == 0:
            await asyncio.sleep(0)
        if n % i == 0:
            return False
    return True

async def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[:2] = b"\0\0"
    for i in range(2, math.isqrt(n) + 1):
        if flags[i]:
            flags[i * i :: i] = bytes(len(range(i * i, n + 1, i)))
            await asyncio.sleep(0)
    return [i for i, f in enumerate(flags) if f]

def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1

class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __repr__(self): return f"Matrix({self.rows})"
    def __eq__(self, o): return self.rows == o.rows
    def __getitem__(self, ij): return self.rows[ij[0]][ij[1]] if isinstance(ij, tuple) else self.rows[ij]
    def __neg__(self): return Matrix([[-x for x in r] for r in self.rows])
    def __iadd__(self, o):
        self.rows = [[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)]
        return self
    def __pow__(self, n, mod=None):
        r = Matrix([[int(i == j) for j in range(len(self.rows))] for i in range(len(self.rows))])
        for _ in range(n): r = r @ self
        return r

async def main():
    print(await asyncio.gather(*map(is_prime, [1, 2, 17, 561, 7919, 10**9 + 7])))
    ps = await sieve(1000)
    print(len(ps), ps[-5:], sum(ps))
    print(list(collatz(27))[:12], len(list(collatz(27))))
    m = Matrix([[1, 1], [1, 0]])
    print(m ** 30, (m ** 30)[0, 1], m @ m == m ** 2, -m); m += m; print(m)
    print(2**200, 10**30 // 7, -17 % 5, divmod(-17, 5), pow(3, 200, 13), pow(3, -1, 7), 0b1011 ^ 0x1F, ~5, 1 << 70, -1 >> 3, 5 & 3 | 8)
    print(0.1 + 0.2, 1e308 * 10, -1e308 * 10, float("nan") != float("nan"), 3.0, 3.10, 1e5, 1e16, 123456789012345680.0, 1.5e-10, 2**53 + 1.0, round(0.5), round(1.5), round(2.345, 2), 7 / 2, 7 // 2.0, -7 // 2, 1_000_000, 0xFF, 1e3 == 1000, int(1e20), float("1e-400"), 4.35 * 100, 1.1 * 3)
    print(math.floor(-2.5), math.ceil(2.1), math.trunc(-2.9), math.copysign(1, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.degrees(math.pi), math.sin(1), math.tan(0.5), math.atan2(1, -1), math.exp(1), math.log(10), math.log10(1000), math.gamma(5), math.erf(0.5), math.cbrt(27), math.perm(5, 2), math.sumprod([1, 2], [3, 4]), math.nextafter(1, 2), math.ulp(1.0), math.frexp(8.5), math.modf(3.25))
    a, b = {1, 2, 3}, {3, 4}
    print(a | b, a & b, a - b, a ^ b, a <= {1, 2, 3, 4}, a.isdisjoint({9}), {x % 3 for x in range(10)}, frozenset("abca") == frozenset("cba"), sorted(a, reverse=True), len(a), 2 in a)
    a.add(10); a.discard(99); a.update([7, 8]); print(sorted(a), {True, 1, 1.0}, {1: "a", True: "b"})
    d = {"b": 1, "a": 2}; d["c"] = d.pop("b"); d.setdefault("z", []).append(1); d |= {"q": 0}
    print(d, list(d.items()), d.get("nope"), dict(sorted(d.items(), key=lambda kv: str(kv[1]))), {v: k for k, v in {"x": 1}.items()}, dict.fromkeys("ab", 0), list(reversed(d)), d.keys() & {"a", "zz"}, [*d], max(d), "a" in d)
    l = [5, 3, 8]; l.sort(); l.insert(1, 9); l.extend([1, 1]); l.remove(1); l[1:3] = [0]; print(l, l.index(8), l.count(1), l[::-1], l * 2, l + [1], sum(l), min(l), sorted(l, key=lambda x: -x), list(zip(l, l[1:])), [[0] * 2 for _ in range(2)], l.pop(), l.copy() == l, [1, [2, [3]]], (1,), (), 1 in (1, 2), tuple("ab"), [] or "empty", None is None)
    random.seed(2024)
    print(random.random(), random.randrange(10, 100, 5), random.choices("abc", weights=[1, 2, 3], k=5), random.sample(range(50), 4), random.shuffle(l) or l, random.uniform(1, 2), random.normalvariate(0, 1), random.lognormvariate(0, 1), random.randbytes(4), random.vonmisesvariate(0, 1), random.paretovariate(3), random.getstate()[0])
    print(list(itertools.chain([1], (2,), "3")), list(itertools.dropwhile(lambda x: x < 2, [1, 2, 1])), list(itertools.combinations_with_replacement("ab", 2)), next(itertools.count(5, 2)), list(itertools.repeat(0, 2)), operator.concat("a", "b"), collections.Counter("hello").most_common(2), list(itertools.batched(range(5), 2)), [list(g) for _, g in itertools.groupby([1, 1, 2])])

asyncio.run(main())
