import asyncio


async def greet(name):
    print(f"Hello, {name}…")
    await asyncio.sleep(1)
    print(f"…goodbye, {name}.")
    return len(name)


async def main():
    letters = await greet("world")
    print("letters:", letters)


print("before run")
result = asyncio.run(main())
print("after run:", result)
