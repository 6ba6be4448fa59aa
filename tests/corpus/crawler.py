import asyncio
import random
import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlparse

PAGES = {
    "http://site.test/": '<a href="/about">About</a> <a href="/blog/">Blog</a> <a href="http://other.test/x">x</a>',
    "http://site.test/about": '<a href="/">Home</a><a href="/team">Team</a>',
    "http://site.test/blog/": '<a href="post-1">1</a><a href="post-2">2</a><a href="missing">?</a>',
    "http://site.test/blog/post-1": '<a href="./post-2">next</a>',
    "http://site.test/blog/post-2": '<a href="../about">about</a>',
    "http://site.test/team": "",
}
LINK = re.compile(r'href="([^"]+)"')


class HTTPError(Exception):
    def __init__(self, status, url):
        super().__init__(f"{status} for {url}")
        self.status = status


@dataclass
class Stats:
    fetched: int = 0
    failed: dict = field(default_factory=dict)
    order: list = field(default_factory=list)


class Crawler:
    def __init__(self, start, workers=3):
        self.start = start
        self.host = urlparse(start).netloc
        self.seen = {start}
        self.queue = asyncio.Queue()
        self.queue.put_nowait((start, 0))
        self.stats = Stats()
        self.workers = workers
        self.rng = random.Random(7)

    async def fetch(self, url):
        await asyncio.sleep(round(self.rng.uniform(0.05, 0.3), 3))
        if url not in PAGES:
            raise HTTPError(404, url)
        return PAGES[url]

    async def worker(self, name):
        while True:
            url, depth = await self.queue.get()
            try:
                html = await self.fetch(url)
                self.stats.fetched += 1
                self.stats.order.append((depth, url))
                for link in LINK.findall(html):
                    new = urljoin(url, link)
                    if urlparse(new).netloc != self.host or new in self.seen:
                        continue
                    self.seen.add(new)
                    self.queue.put_nowait((new, depth + 1))
            except HTTPError as e:
                self.stats.failed[url] = e.status
                print(f"[{name}] {e!r}")
            finally:
                self.queue.task_done()

    async def crawl(self):
        tasks = [asyncio.create_task(self.worker(f"w{i}"), name=f"w{i}") for i in range(self.workers)]
        await self.queue.join()
        for t in tasks:
            t.cancel()
        res = await asyncio.gather(*tasks, return_exceptions=True)
        print(res)
        return self.stats


async def main():
    loop = asyncio.get_running_loop()
    t0 = loop.time()
    stats = await Crawler("http://site.test/").crawl()
    for depth, url in sorted(stats.order):
        print(f"{'  ' * depth}{url}")
    print(stats)
    print(f"took {loop.time() - t0:.3f}s")


asyncio.run(main())
