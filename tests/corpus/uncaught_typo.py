import asyncio


async def main():
    print("one moment")
    await asyncio.slep(1)


if __name__ == "__main__":
    asyncio.run(main())
