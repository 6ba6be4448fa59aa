import asyncio
import logging

logging.basicConfig(level=logging.DEBUG)


async def main():
    logging.info("inside %s", asyncio.current_task().get_name())
    await asyncio.sleep(0.1)
    asyncio.get_running_loop().call_soon(lambda: {}["missing"])
    await asyncio.sleep(0.1)


asyncio.run(main())
logging.getLogger("asyncio").setLevel(logging.WARNING)
asyncio.run(main())
