import asyncio


def f(*a, *b): pass


asyncio.run(asyncio.sleep(1))
