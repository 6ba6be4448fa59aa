# Ordinary Python around a little asyncio: strings, collections, sorting.
import asyncio
import string
import textwrap
from collections import Counter, OrderedDict, defaultdict, namedtuple
from itertools import batched, groupby, pairwise
from operator import itemgetter

TEXT = """The loop turns, and the loop waits; who holds the loop holds the others.
A task that waits is no task that works: waiting costs nothing, holding costs all."""

Word = namedtuple("Word", "text count")


async def read(text, size=6):
    for chunk in batched(text.split(), size):
        await asyncio.sleep(0.1)
        yield chunk


async def main():
    counts = Counter()
    async for chunk in read(TEXT):
        counts.update(word.strip(string.punctuation).lower() for word in chunk)
    words = [Word(*item) for item in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    print(words[0], words[:3][-1]._asdict())
    for count, group in groupby(words, key=itemgetter(1)):
        print(f"{count:>2}× {', '.join(word.text for word in group)}")
    index = defaultdict(set)
    for left, right in pairwise(TEXT.lower().split()):
        index[left].add(right)
    print({word: sorted(after) for word, after in sorted(index.items()) if len(after) > 1})
    print(textwrap.fill(TEXT.replace("\n", " "), 40, subsequent_indent="  "))
    print(OrderedDict(sorted(Counter("mississippi").items())), "Ǆ".casefold(), "straße".upper(), "%-6s|%05.1f|%x" % ("a", 3.14159, 255))
    print("naïve café — 日本語 🐍".encode(), ascii("é🐍"), len("🐍"), "äöü"[::-1], "a\tb".expandtabs(4))


asyncio.run(main())
