import asyncio
import heapq
from datetime import datetime, timedelta, time as dtime
from dataclasses import dataclass, field
from typing import Callable

START = datetime(2024, 3, 9, 22, 58, 0)


def now():
    return START + timedelta(seconds=asyncio.get_running_loop().time())


@dataclass(order=True)
class Job:
    at: datetime
    name: str = field(compare=False)
    every: timedelta | None = field(default=None, compare=False)
    action: Callable = field(default=print, compare=False, repr=False)


class Scheduler:
    def __init__(self):
        self.heap: list[Job] = []
        self.wakeup = asyncio.Event()

    def add(self, job):
        heapq.heappush(self.heap, job)
        self.wakeup.set()

    async def run(self, until):
        while self.heap and self.heap[0].at <= until:
            job = self.heap[0]
            self.wakeup.clear()
            try:
                await asyncio.wait_for(self.wakeup.wait(), (job.at - now()).total_seconds())
                continue
            except TimeoutError:
                pass
            heapq.heappop(self.heap)
            job.action(f"{now():%a %d %b %H:%M:%S} {job.name}")
            if job.every:
                self.add(Job(job.at + job.every, job.name, job.every, job.action))


async def main():
    s = Scheduler()
    s.add(Job(START + timedelta(minutes=1), "every minute", timedelta(minutes=1)))
    s.add(Job(datetime.combine(START.date() + timedelta(days=1), dtime.min), "midnight"))
    s.add(Job(START + timedelta(hours=1, seconds=30), "once", action=lambda m: print("*", m)))
    task = asyncio.create_task(s.run(START + timedelta(minutes=4)))
    await asyncio.sleep(90)
    s.add(Job(now() + timedelta(seconds=5), "added late"))
    await task
    print(len(s.heap), s.heap[0])
    print(now().isoformat(), now().weekday(), now().timetuple().tm_yday, (now() - START) / timedelta(minutes=1))
    print(timedelta(days=1, hours=2, minutes=3), divmod(timedelta(hours=5), timedelta(minutes=50)), str(timedelta(microseconds=1)), START.replace(year=2023).strftime("%d.%m.%y %I:%M %p"))


asyncio.run(main())
