import asyncio


async def main():
    print("hello")
    await asyncio.sleep(1)
    print("world")


print(asyncio.iscoroutinefunction(main) if False else callable(main))
coro = main()
print(type(coro).__name__)
coro.close()
main()
print("end of script")
