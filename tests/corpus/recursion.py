import asyncio
import sys


async def hanoi(n, source="a", target="c", spare="b"):
    if n == 0:
        return 0
    moves = await hanoi(n - 1, source, spare, target)
    if n > 3:
        await asyncio.sleep(0.1)
    return moves + 1 + await hanoi(n - 1, spare, target, source)


async def down(n):
    return await down(n + 1)


async def main():
    print(await hanoi(6), f"{asyncio.get_running_loop().time():.1f}")
    try:
        await down(0)
    except RecursionError as error:
        print("RecursionError:", error)
    print(sys.getrecursionlimit(), "and on")


def plain(n):
    return 1 + plain(n + 1)


asyncio.run(main())
plain(0)
