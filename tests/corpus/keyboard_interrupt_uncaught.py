import asyncio


async def main():
    print("working")
    await asyncio.sleep(1)
    raise KeyboardInterrupt


asyncio.run(main())
