import asyncio
import time


def human(seconds):
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 1:
        return f"{seconds * 1e3:.1f} ms"
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes:.0f}:{seconds:04.1f} min" if minutes else f"{seconds:.2f} s"


async def timed(label, awaitable):
    began = time.perf_counter()
    await awaitable
    took = time.perf_counter() - began
    print(f"{label:<10}|{took:8.3f}|{took:<9.1e}|{took:+.2f}|{human(took):>12}|")


async def main():
    for seconds in (0.000_25, 0.0175, 0.5, 1 / 3, 59.95, 125, 1234567):
        await timed(f"{seconds:g}", asyncio.sleep(seconds))
    width, x = 14, 3.14159
    print(f"{x!r:>{width}}|{x:^{width}.2f}|{1234567.891:,.1f}|{0.1234:.1%}|{x = :.3f}|{'é':*^5}|{255:#06x}|{-7:05d}")
    print(f"{0.1 + 0.2}|{1e22}|{1e-7}|{float('inf')}|{5e-324}|{100.0}|{2**0.5:.17g}")


asyncio.run(main())
