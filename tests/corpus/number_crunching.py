import asyncio
import math
from decimal import Decimal, getcontext
from fractions import Fraction
from functools import cache, reduce


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def primes(limit):
    sieve = bytearray([1]) * (limit + 1)
    for n in range(2, math.isqrt(limit) + 1):
        if sieve[n]:
            sieve[n * n :: n] = bytes(len(range(n * n, limit + 1, n)))
    return [n for n in range(2, limit + 1) if sieve[n]]


async def crunch(name, work, *args):
    await asyncio.sleep(0)
    result = work(*args)
    print(name, result)
    return result


async def main():
    await asyncio.gather(
        crunch("fib", fib, 150),
        crunch("primes", lambda: (len(primes(20_000)), primes(100)[-3:])),
        crunch("product", reduce, lambda a, b: a * b, range(1, 26)),
        crunch("harmonic", lambda: sum(Fraction(1, n) for n in range(1, 15))),
        crunch("float", lambda: (math.pi, math.fsum([0.1] * 10), 7 // -2, -7 % 3, divmod(7.5, 2), round(2.5), 10**20 // 3)),
    )
    getcontext().prec = 30
    print(Decimal(2).sqrt(), Decimal("0.1") + Decimal("0.2"), hex(2**70), int("ff", 16), f"{2**100:,}", complex(1, -2) ** 2)
    print(asyncio.get_running_loop().time())


asyncio.run(main())
