# What only its own cycle refers to waits for the collector, which finalizes the oldest first.
import asyncio
import gc


class Node:
    def __init__(self, name, other=None):
        self.name = name
        self.other = other or self

    def __del__(self):
        print("finalized", self.name)


async def holder(name):
    me = asyncio.current_task()
    node = Node(name)
    node.task = me
    await asyncio.sleep(1)


async def main():
    gc.collect()
    for name in "abc":
        Node(name)
    print("three cycles")
    gc.collect()
    await asyncio.gather(*(holder(n) for n in "xyz"))
    print("tasks done")
    gc.collect()
    first = Node("first")
    first.other = Node("second", first)
    del first
    print("collected something:", gc.collect() > 0)


asyncio.run(main())
