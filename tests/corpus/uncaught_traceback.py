import asyncio


class Invoice:
    def __init__(self, lines):
        self.lines = lines

    def total(self):
        return sum(line["price"] * line["count"] for line in self.lines)


async def load(number):
    await asyncio.sleep(0.2)
    return Invoice([{"price": 10, "count": 2}, {"price": 5}])


async def process(number):
    invoice = await load(number)
    print("loaded", number)
    return invoice.total()


async def main():
    print("total:", await process(17))


asyncio.run(main())
print("never reached")
