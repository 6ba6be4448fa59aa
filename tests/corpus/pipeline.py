# Three stages joined by queues, closed from front to back by a sentinel.
import asyncio

DONE = object()


async def read(out):
    for line in ["3 apples", "x pears", "12 plums", "0 figs"]:
        await asyncio.sleep(0.1)
        await out.put(line)
    await out.put(DONE)


async def parse(source, out, errors):
    while (line := await source.get()) is not DONE:
        count, fruit = line.split()
        await asyncio.sleep(0.3)
        try:
            await out.put((fruit, int(count)))
        except ValueError as error:
            errors.append(f"{line!r}: {error}")
    await out.put(DONE)


async def total(source):
    stock = {}
    while (item := await source.get()) is not DONE:
        fruit, count = item
        match count:
            case 0:
                print("sold out:", fruit)
            case n if n > 10:
                print("plenty of", fruit)
            case _:
                print("some", fruit)
        stock[fruit] = count
    return stock


async def main():
    lines, parsed, errors = asyncio.Queue(1), asyncio.Queue(1), []
    *_, stock = await asyncio.gather(read(lines), parse(lines, parsed, errors), total(parsed))
    print(stock, f"{asyncio.get_running_loop().time():.1f} s")
    print(errors)


asyncio.run(main())
