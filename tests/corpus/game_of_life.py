import asyncio
from collections import Counter
from itertools import product

GLIDER = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}


def step(cells):
    counts = Counter((x + dx, y + dy) for x, y in cells for dx, dy in product((-1, 0, 1), repeat=2) if (dx, dy) != (0, 0))
    return {c for c, n in counts.items() if n == 3 or n == 2 and c in cells}


def render(cells, w=8, h=6):
    return "\n".join("".join("█" if (x, y) in cells else "·" for x in range(w)) for y in range(h))


async def generations(cells, n):
    for g in range(n):
        yield g, cells
        await asyncio.sleep(0.5)
        cells = step(cells)


async def main():
    async for g, cells in generations(GLIDER, 5):
        print(f"gen {g} at {asyncio.get_running_loop().time():.1f}s, {len(cells)} alive")
        print(render(cells))
    print(sorted(cells), max(x for x, _ in cells))


asyncio.run(main())
