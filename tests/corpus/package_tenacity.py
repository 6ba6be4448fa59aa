"""tenacity: trying again in a task, on the loop's clock."""
import asyncio
import tenacity
from tenacity import AsyncRetrying, RetryError, retry, retry_if_exception_type, retry_if_result, stop_after_attempt, stop_after_delay, wait_exponential, wait_fixed, wait_random


class Flaky(Exception):
    pass


def now():
    return round(asyncio.get_running_loop().time() - began, 1)


attempts = 0


@retry(stop=stop_after_attempt(4), wait=wait_exponential(multiplier=0.1, max=0.4), retry=retry_if_exception_type(Flaky))
async def fetch():
    global attempts
    attempts += 1
    if attempts < 4:
        raise Flaky(f"attempt {attempts}")
    return "got it"


@retry(stop=stop_after_attempt(2), wait=wait_fixed(0.1), before_sleep=lambda state: print("again after", state.outcome.exception(), state.next_action.sleep))
async def hopeless():
    raise Flaky("always")


@retry(stop=stop_after_attempt(2), reraise=True)
def at_once():
    raise ValueError("as it was")


async def main():
    global began
    began = asyncio.get_running_loop().time()
    print(await fetch(), attempts, fetch.statistics["attempt_number"])
    try:
        await hopeless()
    except RetryError as error:
        print(type(error).__name__, error.last_attempt.attempt_number, repr(error.last_attempt.exception()), repr(error.__cause__))
    async for attempt in AsyncRetrying(stop=stop_after_attempt(3), wait=wait_fixed(0.1)):
        with attempt:
            print("attempt", attempt.retry_state.attempt_number)
            if attempt.retry_state.attempt_number < 3:
                raise Flaky
    polled = iter([None, None, 5])
    print(await AsyncRetrying(retry=retry_if_result(lambda result: result is None), wait=wait_fixed(0.1))(answer, polled))
    try:
        at_once()
    except ValueError as error:
        print("reraised", error)


async def answer(polled):
    return next(polled)


asyncio.run(main())
