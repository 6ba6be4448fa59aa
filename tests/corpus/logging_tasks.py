import asyncio
import logging

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-8s %(taskName)s %(name)s: %(message)s", datefmt="%H:%M:%S")
log = logging.getLogger("shop")


class Prefix(logging.LoggerAdapter):
    def process(self, message, kwargs):
        return f"[order {self.extra['order']}] {message}", kwargs


async def handle(number):
    mine = Prefix(log.getChild("orders"), {"order": number})
    mine.info("received")
    await asyncio.sleep(number)
    mine.debug("not shown at this level")
    try:
        100 / (number - 2)
    except ZeroDivisionError:
        mine.exception("cannot be priced")
    else:
        mine.warning("took %.1f s", asyncio.get_running_loop().time())


async def main():
    async with asyncio.TaskGroup() as group:
        for number in (1, 2, 3):
            group.create_task(handle(number), name=f"handler-{number}")
    log.error("done with %d orders: %s", 3, {"ok": 2, "failed": 1})


asyncio.run(main())
