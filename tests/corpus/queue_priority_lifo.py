import asyncio
from dataclasses import dataclass, field


@dataclass(order=True)
class Ticket:
    priority: int
    text: str = field(compare=False)


async def drain(queue):
    out = []
    while not queue.empty():
        out.append(await queue.get())
    return out


async def main():
    tickets = asyncio.PriorityQueue()
    for priority, text in ((3, "typo"), (1, "outage"), (2, "slow page")):
        await tickets.put(Ticket(priority, text))
    for ticket in await drain(tickets):
        print(ticket)

    pairs = asyncio.PriorityQueue()
    for word in "the quick brown fox jumps".split():
        pairs.put_nowait((len(word), word))
    print(await drain(pairs))

    stack = asyncio.LifoQueue()
    for letter in "abc":
        stack.put_nowait(letter)
    print(await drain(stack))

    bad = asyncio.PriorityQueue()
    await bad.put((1, {}))
    try:
        await bad.put((1, {}))
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
