import asyncio
import warnings


async def old_api():
    warnings.warn("old_api is slow, use new_api", DeprecationWarning, stacklevel=2)
    await asyncio.sleep(1)


async def risky(n):
    if n > 1:
        warnings.warn(f"{n} is a lot")
    return n


async def main():
    for _ in range(3):
        await old_api()
    for n in (1, 2, 3, 2):
        await risky(n)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        await risky(5)
        await risky(5)
        print([str(w.message) for w in caught], caught[0].category.__name__)
    warnings.simplefilter("error")
    try:
        await risky(9)
    except UserWarning as warning:
        print("raised:", warning)
    warnings.simplefilter("ignore")
    await risky(10)


asyncio.run(main())
