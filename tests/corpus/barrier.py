import asyncio


async def hiker(barrier, name, pace):
    for camp in range(2):
        await asyncio.sleep(pace)
        print(f"{asyncio.get_running_loop().time():.1f} {name} reaches camp {camp}, {barrier.n_waiting} waiting")
        async with barrier as position:
            if position == 0:
                print(f"    everybody is here: {barrier.parties}")


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(hiker(barrier, "ida", 1), hiker(barrier, "jon", 2), hiker(barrier, "kim", 1.5))

    async def waits(n):
        try:
            return await barrier.wait()
        except asyncio.BrokenBarrierError as error:
            return f"{n}: {type(error).__name__}({error})"

    pair = [asyncio.create_task(waits(n)) for n in range(2)]
    await asyncio.sleep(1)
    await barrier.abort()
    print(await asyncio.gather(*pair), "broken:", barrier.broken)
    print(await waits(9))
    await barrier.reset()
    print("broken:", barrier.broken, "| indices:", sorted(await asyncio.gather(*(waits(n) for n in range(3)))))


asyncio.run(main())
