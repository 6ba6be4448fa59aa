import asyncio
from dataclasses import dataclass


@dataclass
class Node:
    name: str

    def __getattr__(self, item):
        return getattr(self, item + "_")


def ping(n):
    return pong(n + 1)


def pong(n):
    return ping(n + 1)


async def main():
    try:
        Node("x").missing
    except RecursionError as e:
        print("RecursionError", str(e).split(" while")[0])
    await asyncio.sleep(1)
    ping(0)


asyncio.run(main())
