import asyncio


async def counter(name, turns):
    for i in range(turns):
        print(f"{name}{i}", end=" ")
        await asyncio.sleep(0)
    print(f"[{name} ends]", end=" ")


async def main():
    await asyncio.gather(counter("a", 3), counter("b", 5), counter("c", 1))
    print()
    # Without an await inside, nothing interleaves.
    async def greedy(name):
        for i in range(3):
            print(f"{name}{i}", end=" ")

    await asyncio.gather(greedy("x"), greedy("y"))
    print()


asyncio.run(main())
