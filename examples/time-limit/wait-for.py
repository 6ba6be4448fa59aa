# wait_for: one awaitable, one limit.
# Look for: the second call is cut off after 1 s, not after 4 s.
import asyncio


async def forecast(city, seconds):
    await asyncio.sleep(seconds)
    return f"{city}: sunny"


async def main():
    for city, seconds in [("Nice", 0.5), ("Bergen", 4)]:
        try:
            answer = await asyncio.wait_for(
                forecast(city, seconds), timeout=1
            )
            print(answer)
        except TimeoutError:
            print(f"{city}: no answer in time")


asyncio.run(main())
