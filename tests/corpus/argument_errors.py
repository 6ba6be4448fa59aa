# What built-in functions say of arguments that they cannot take.
import asyncio

CASES = """
type("X", (5,), {})
reversed(5)
reversed({1})
"abc".replace(1)
[].append()
[].append(1, 2)
print(1, sep=1)
input(1, 2)
"""


async def main():
    await asyncio.sleep(0)
    for line in CASES.strip().splitlines():
        try:
            print(f"{line:<20} -> {eval(line)!r}")
        except Exception as e:
            print(f"{line:<20} {type(e).__name__}: {e}")


asyncio.run(main())
