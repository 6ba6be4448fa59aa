import asyncio

NAMES = ["Aristotle", "Hypatia", "Kant", "Arendt", "Confucius"]


async def dine(seat, forks, meals):
    left, right = sorted((seat, (seat + 1) % len(NAMES)))
    for _ in range(2):
        await asyncio.sleep(0.1 * (seat + 1))
        async with forks[left]:
            async with forks[right]:
                print(f"{asyncio.get_running_loop().time():.1f} {NAMES[seat]:<10} eats with {left} and {right}")
                await asyncio.sleep(0.5)
                meals[NAMES[seat]] = meals.get(NAMES[seat], 0) + 1


async def main():
    forks = [asyncio.Lock() for _ in NAMES]
    meals = {}
    async with asyncio.timeout(30):
        await asyncio.gather(*(dine(seat, forks, meals) for seat in range(len(NAMES))))
    print(meals)

    # Each takes the left fork first: a deadlock, noticed by a timeout.
    async def greedy(seat):
        async with forks[seat]:
            await asyncio.sleep(0.1)
            async with forks[(seat + 1) % 5]:
                print("never")

    try:
        await asyncio.wait_for(asyncio.gather(*map(greedy, range(5))), 3)
    except TimeoutError:
        print("deadlock broken;", sum(f.locked() for f in forks), "forks held")


asyncio.run(main())
