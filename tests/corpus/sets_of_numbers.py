# A set of numbers lies in the order of their hashes, the same in every run: scripts print it, walk it and pop from it.
import asyncio


async def visit(page, seen, links):
    await asyncio.sleep(page / 100)
    seen.add(page)
    return {p for p in links(page) if p not in seen}


async def crawl(start, links):
    todo, seen = {start}, set()
    while todo:
        found = await asyncio.gather(*(visit(page, seen, links) for page in todo))
        todo = {page for pages in found for page in pages}
        print("seen", seen, "to do", todo)
    return seen


async def numbers(*values):
    for value in values:
        await asyncio.sleep(0)
        yield value


async def main():
    seen = await crawl(33, lambda n: [n * 2 % 41, n * 7 % 41] if n > 3 else [])
    print(list(seen), tuple(seen), max(seen), frozenset(seen))
    for page in seen:
        print(page, end=" ")
    print()
    print({3, 1, 2}, {30, 4, 17}, set([5, 100, 3, 64, 8]), {n async for n in numbers(9, 0, 16, 8)}, {-1, 5, 7})
    left = set(range(40, 0, -7))
    while left:
        print(left.pop(), end=" ")
    print(left)

    class Bag(set):
        pass

    print(Bag([20, 10]), {True, 0, None}, {2: {9, 8}}, [{4, 0}])
    growing = set([1, 2, 3])
    try:
        for n in growing:
            growing.add(n + 100)
    except RuntimeError as error:
        print(error)
    print(sum(i * n for i, n in enumerate(set(n * n % 9973 for n in range(700)))))


asyncio.run(main())
