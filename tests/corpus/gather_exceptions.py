import asyncio


async def parse(text):
    await asyncio.sleep(0.1)
    return int(text)


async def slow():
    await asyncio.sleep(1)
    print("slow is not cancelled by its sibling's error")
    return "slow"


async def main():
    values = await asyncio.gather(parse("1"), parse("two"), parse("3"), return_exceptions=True)
    for value in values:
        print(repr(value))

    other = asyncio.create_task(slow())
    try:
        await asyncio.gather(parse("x"), other)
    except ValueError as error:
        print("gather raised:", error, "| other done:", other.done())
    print(await other)


asyncio.run(main())
