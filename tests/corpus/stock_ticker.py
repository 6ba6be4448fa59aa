import asyncio
import random
import statistics
from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal, ROUND_HALF_EVEN


@dataclass
class Quote:
    symbol: str
    price: Decimal
    change: Decimal = field(default=Decimal("0.00"))

    def __str__(self):
        arrow = "▲" if self.change > 0 else "▼" if self.change < 0 else "▬"
        return f"{self.symbol:<5}{self.price:>10,.2f} {arrow} {self.change:+.2f}"


async def ticker(symbol, start, n, rng):
    price = Decimal(start)
    for _ in range(n):
        await asyncio.sleep(rng.choice([0.1, 0.2, 0.3]))
        delta = Decimal(str(rng.gauss(0, 1))).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
        price += delta
        yield Quote(symbol, price, delta)


class MovingAverage:
    def __init__(self, n):
        self.window = deque(maxlen=n)

    def add(self, x):
        self.window.append(x)
        return statistics.fmean(self.window)


async def watch(symbol, start, rng, out):
    avg = MovingAverage(3)
    async for q in ticker(symbol, start, 4, rng):
        print(q, f"avg={avg.add(float(q.price)):.3f}")
        out.append(q)


async def main():
    out = []
    await asyncio.gather(watch("ACME", "1234.50", random.Random(1), out), watch("PYTH", "3.14", random.Random(2), out))
    best = max(out, key=lambda q: q.change)
    print("best:", best, repr(best))
    print(sum((q.change for q in out), Decimal()), Decimal("10") / Decimal("3"), Decimal("1.10") * 2, round(Decimal("2.5")), Decimal("-0"), Decimal("1e5"), Decimal(0.1))
    print(statistics.pstdev([1, 2, 3, 4]), statistics.mode("aab"), statistics.multimode("aabb"), statistics.linear_regression([1, 2, 3], [2, 4, 6]), statistics.correlation([1, 2, 3], [1, 2, 4]), statistics.harmonic_mean([40, 60]), statistics.geometric_mean([1, 4]), statistics.variance([1, 2, 4]))


asyncio.run(main())
