# Try again, but wait twice as long each time.
# Look for: the gaps between the attempts: 0.5 s, 1 s, 2 s.
import asyncio

ANSWERS = iter(["busy", "busy", "busy", "here you are"])


async def request():
    await asyncio.sleep(0.25)
    answer = next(ANSWERS)
    if answer == "busy":
        raise ConnectionError(answer)
    return answer


async def with_retries(attempts, pause):
    for attempt in range(1, attempts + 1):
        try:
            return await request()
        except ConnectionError as error:
            print(f"attempt {attempt}: {error}, pause {pause} s")
            await asyncio.sleep(pause)
            pause *= 2
    raise ConnectionError(f"gave up after {attempts} attempts")


async def main():
    print(await with_retries(attempts=5, pause=0.5))


asyncio.run(main())
