import asyncio


async def main():
    print(“copied from a word processor”)


asyncio.run(main())
