# A function that pauses.
# Look for: one step up to the await, a wait of 1 s, a second step.
import asyncio


async def greet(name):
    print(f"Hello {name},")
    await asyncio.sleep(1)
    print("good to see you.")
    return len(name)


coroutine = greet("Ada")
print("calling it ran nothing:", type(coroutine).__name__)
letters = asyncio.run(coroutine)
print("it returned", letters)
