import asyncio

class Counter:
    def __init__(self):
        self.valeu = 0

async def bump(c):
    await asyncio.sleep(0.1)
    c.value += 1

async def main():
    c = Counter()
    tasks = [asyncio.create_task(bump(c)) for _ in range(2)]
    print("waiting")
    for t in tasks:
        await t

asyncio.run(main())
