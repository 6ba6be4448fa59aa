import asyncio


def parse(line):
    key, value = line.split("=")
    return key, int(value)


async def reader(lines):
    settings = {}
    for line in lines:
        await asyncio.sleep(0)
        key, value = parse(line)
        settings[key] = value
    return settings


async def main():
    good = asyncio.create_task(reader(["a=1", "b=2"]))
    bad = asyncio.create_task(reader(["a=1", "b=two"]))
    print(await good)
    print(await bad)


try:
    asyncio.run(main())
finally:
    print("finally runs first")
