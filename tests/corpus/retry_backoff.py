import asyncio
import functools
import itertools


def retry(attempts, base=0.5, on=(ConnectionError, TimeoutError)):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            for attempt in itertools.count(1):
                try:
                    return await function(*args, **kwargs)
                except on as error:
                    if attempt == attempts:
                        error.add_note(f"gave up after {attempts} attempts")
                        raise
                    pause = base * 2 ** (attempt - 1)
                    print(f"{loop().time():5.2f}  attempt {attempt} failed ({error}); again in {pause} s")
                    await asyncio.sleep(pause)

        return wrapper

    return decorate


loop = asyncio.get_running_loop
answers = iter([ConnectionResetError("reset"), ConnectionRefusedError("refused"), "200 OK"])


@retry(4)
async def fetch():
    """Fetches the page."""
    await asyncio.sleep(0.1)
    match next(answers):
        case Exception() as error:
            raise error
        case text:
            return text


@retry(3, base=1)
async def hopeless(name):
    async with asyncio.timeout(0.25):
        await asyncio.sleep(1)


async def main():
    print(fetch.__name__, "|", fetch.__doc__)
    print(f"{await fetch()} at {loop().time():.2f}")
    try:
        await hopeless("x")
    except TimeoutError as error:
        print(f"{loop().time():.2f}", type(error).__name__, error.__notes__)


asyncio.run(main())
