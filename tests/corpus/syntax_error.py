import asyncio

print("not even this line runs")


async def main():
    await asyncio.sleep(1
    print("done")


asyncio.run(main())
