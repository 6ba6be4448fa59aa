import asyncio


async def leaf(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    inner = asyncio.gather(leaf("a"), leaf("b"))
    outer = asyncio.gather(inner, leaf("c"))
    await asyncio.sleep(1)
    print("cancel() says", outer.cancel())
    try:
        await outer
    except asyncio.CancelledError as error:
        print("outer:", type(error).__name__, repr(str(error)))
    print(inner.cancelled(), outer.cancelled(), inner.done())

    children = [asyncio.ensure_future(leaf(n)) for n in "de"]
    group = asyncio.gather(*children, return_exceptions=True)
    await asyncio.sleep(0)
    children[0].cancel("only d")
    await asyncio.sleep(0)
    children[1].cancel()
    print(await group)


asyncio.run(main())
