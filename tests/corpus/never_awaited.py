import asyncio


async def save(record):
    await asyncio.sleep(1)
    print("saved", record)


async def main():
    save("forgotten await")
    print("next line")
    pending = save("kept in a variable")
    await asyncio.sleep(1)
    pending = None
    print("main ends")


asyncio.run(main())
save("outside of any loop")
leftover = save("alive until the very end")
print("script ends")
