import asyncio


async def measure():
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))
    return loop.time() - began


async def test_overlap():
    took = await measure()
    assert took < 3, "the waits should overlap"
    print("test_overlap passed")


async def test_sum():
    took = await measure()
    assert took == 3, f"expected 3 s, but it took {took}"


async def main():
    for test in (test_overlap, test_sum):
        await test()


asyncio.run(main())
