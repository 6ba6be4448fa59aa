"""sortedcontainers, more-itertools, multidict, frozenlist, yarl, cachetools, async-lru, aiolimiter, aioitertools, asyncstdlib, janus."""
import asyncio
import itertools
import aioitertools
import asyncstdlib
import janus
import more_itertools
from aiolimiter import AsyncLimiter
from async_lru import alru_cache
from cachetools import LFUCache, LRUCache, TTLCache, cached
from frozenlist import FrozenList
from multidict import CIMultiDict, MultiDict, MultiDictProxy, istr
from sortedcontainers import SortedDict, SortedList, SortedSet
from yarl import URL

numbers = SortedList([5, 1, 4, 2])
numbers.add(3)
print(numbers, numbers.bisect_left(3), list(numbers.irange(2, 4)), SortedDict(b=1, a=2), SortedSet("hello"))
try:
    numbers.append(1)
except Exception as error:
    print(type(error).__name__, error)
print(list(more_itertools.chunked("abcdefg", 3)), more_itertools.first([], "none"), list(more_itertools.windowed([1, 2, 3, 4], 2)))
print(more_itertools.partition(str.isupper, "aBcD")[1].__class__.__name__, list(more_itertools.interleave_longest([1, 2], "abc")))
peeked = more_itertools.peekable(iter("xyz"))
print(peeked.peek(), next(peeked), peeked[0], list(peeked))

headers = CIMultiDict([("Accept", "a"), ("accept", "b")])
headers.add("X-One", "1")
print(headers, headers.getall("ACCEPT"), headers["x-one"], istr("Key"), "ACCEPT" in headers, len(headers))
many = MultiDict(a=1)
many.extend([("a", 2), ("b", 3)])
proxy = MultiDictProxy(many)
print(many, proxy, many.popall("a"), many, list(proxy.keys()))
try:
    many["gone"]
except KeyError as error:
    print(repr(error))
frozen = FrozenList([1, 2])
frozen.append(3)
frozen.freeze()
print(frozen)
try:
    frozen.append(4)
except RuntimeError as error:
    print(error)
url = URL("http://user:secret@example.com:8080/a b/../c?x=1&y=é#part")
print(url, url.host, url.port, url.path, url.query, url.fragment, url.user, repr(url))
print(url / "d", url.with_query({"q": "1 2"}), url.update_query(z=3), url.join(URL("../up")), URL.build(scheme="https", host="xn--exmple-cua.com", path="/"))
print(url.parent, url.name, url.human_repr(), url.is_absolute(), url.origin())
try:
    URL("http://a:99999/")
except ValueError as error:
    print(error)

cache = LRUCache(2)
for key in "abac":
    cache[key] = key.upper()
print(cache, "b" in cache, cache.currsize, LFUCache(1).maxsize)
moments = itertools.count()
aging = TTLCache(10, ttl=3, timer=lambda: next(moments))
aging["a"] = 1
print(aging.get("a"), [aging.get("a") for _ in range(4)])


@cached(LRUCache(8))
def square(number):
    print("computing", number)
    return number * number


print(square(3), square(3))


@alru_cache(maxsize=2)
async def load(key):
    print("loading", key)
    await asyncio.sleep(0.1)
    return key.upper()


async def letters():
    for each in "abc":
        await asyncio.sleep(0.01)
        yield each


async def main():
    print(await asyncio.gather(load("a"), load("a"), load("b")), load.cache_info())
    limiter = AsyncLimiter(2, 0.4)
    loop = asyncio.get_running_loop()
    began = loop.time()
    for _ in range(4):
        async with limiter:
            pass
    print(round(loop.time() - began, 1), limiter.has_capacity())
    print([each async for each in aioitertools.zip(letters(), [1, 2, 3])], await aioitertools.sum(aioitertools.iter([1, 2])))
    print([pair async for pair in aioitertools.enumerate(aioitertools.chain(letters(), "xy"))])
    print(await asyncstdlib.list(asyncstdlib.map(str.upper, letters())), await asyncstdlib.max([3, 1]), await asyncstdlib.anext(asyncstdlib.cycle("k")))
    async with asyncstdlib.scoped_iter(letters()) as source:
        print(await asyncstdlib.anext(source), [each async for each in asyncstdlib.islice(source, 1)])
    queue = janus.Queue(maxsize=2)

    def produce():
        for number in range(4):
            queue.sync_q.put(number)
        queue.sync_q.join()

    work = loop.run_in_executor(None, produce)
    got = []
    for _ in range(4):
        got.append(await queue.async_q.get())
        queue.async_q.task_done()
    await work
    await queue.aclose()
    print(got, queue.closed)


asyncio.run(main())
