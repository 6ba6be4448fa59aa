import asyncio
import random
import statistics


async def customer(n, clerks, rng, waits):
    await asyncio.sleep(n * 0.4)
    arrived = asyncio.get_running_loop().time()
    async with clerks:
        waits.append(asyncio.get_running_loop().time() - arrived)
        await asyncio.sleep(round(rng.uniform(0.5, 1.5), 2))


async def day(clerks, seed):
    rng = random.Random(seed)
    waits = []
    gate = asyncio.Semaphore(clerks)
    await asyncio.gather(*(customer(n, gate, rng, waits) for n in range(20)))
    return statistics.mean(waits), max(waits)


async def main():
    print("clerks   mean    max")
    for clerks in (1, 2, 3):
        mean, worst = await day(clerks, seed=11)
        print(f"{clerks:>6} {mean:6.2f} {worst:6.2f}")
    rng = random.Random(2026)
    print(rng.sample(range(100), 5), rng.choice("abc"), f"{rng.gauss(0, 1):.6f}", rng.random())
    deck = list(range(8))
    rng.shuffle(deck)
    print(deck)


asyncio.run(main())
