import asyncio
import sys


class Progress:
    def __init__(self, total, width=20, stream=sys.stdout):
        self.total, self.width, self.stream = total, width, stream
        self.done = 0

    def update(self, n=1):
        self.done += n
        frac = self.done / self.total
        filled = int(self.width * frac)
        self.stream.write(f"\r[{'#' * filled:.<{self.width}}] {frac:>6.1%} ({self.done}/{self.total})")
        self.stream.flush()

    def close(self):
        print(file=self.stream)


async def download(name, size, p, rate=250):
    got = 0
    while got < size:
        chunk = min(rate, size - got)
        await asyncio.sleep(chunk / rate)
        got += chunk
        p.update(chunk)
    return name, size, asyncio.get_running_loop().time()


def human(n):
    for unit in ("B", "KiB", "MiB"):
        if abs(n) < 1024:
            return f"{n:.1f} {unit}"
        n /= 1024
    return f"{n:.1f} GiB"


async def main():
    files = {"a.iso": 700, "b.zip": 1300, "c.txt": 42}
    p = Progress(sum(files.values()))
    results = await asyncio.gather(*(download(n, s, p) for n, s in files.items()))
    p.close()
    w = max(len(n) for n in files)
    print(f"┌{'─' * (w + 2)}┬{'─' * 10}┬{'─' * 9}┐")
    for n, s, t in sorted(results, key=lambda r: r[-1]):
        print(f"│ {n:^{w}} │ {s:>8,} │ {t:7.3f} │")
    print(f"└{'─' * (w + 2)}┴{'─' * 10}┴{'─' * 9}┘")
    print(human(500), human(123456), human(5e7), human(9e12), sep=" | ")
    print(f"{1234567.891:,.2f} {1234567:_} {255:#x} {255:#010b} {255:o} {3.14159:e} {0.00001234:g} {1e20:g} {1e16} {10**16}")
    print(f"{'left':<10}|{'mid':^10}|{'right':>10}|{True!s:*^9}|{None!r:>6}")
    print("%5d|%-5d|%05d|%+d|%x|%5.1f|%s|%r|%%|%c" % (42, 42, 42, 42, 255, 2.345, "s", "r", "c"))
    print("{0!r:>8} {name:^6} {1[0]} {2.real}".format("x", [9], 3 + 4j, name="n"))
    x = 10; s = "hey"
    print(f"{x=} {s=!s} {x*2=:>6} {s!r:_^9} {{}} {x:>{x}}")
    print(f"{float('inf')} {float('nan'):>6} {-0.0} {1/3:.20f}")
    print("a", "b", sep="", end="!\n"); print(*range(3), sep=", ", flush=True)


asyncio.run(main())
