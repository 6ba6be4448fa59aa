# Async generators, one feeding the next: lines, words, counts.
# Look for: one lane. Nothing overlaps, each value is pulled through.
import asyncio


async def lines():
    for line in ["the quick brown fox", "the lazy dog", "the end"]:
        await asyncio.sleep(1)
        yield line


async def words(source):
    async for line in source:
        for word in line.split():
            yield word


async def counted(source):
    seen = {}
    async for word in source:
        seen[word] = seen.get(word, 0) + 1
        yield word, seen[word]


async def main():
    async for word, times in counted(words(lines())):
        print(word, times)


asyncio.run(main())
