import asyncio
import enum
import time


class CircuitState(enum.Enum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


class CircuitOpenError(RuntimeError):
    def __init__(self, retry_in):
        self.retry_in = retry_in
        super().__init__(f"circuit open, retry in {retry_in:.2f}s")


class CircuitBreaker:
    def __init__(self, threshold=3, reset_after=2.0):
        self.threshold = threshold
        self.reset_after = reset_after
        self.failures = 0
        self.opened_at = None

    @property
    def state(self):
        if self.opened_at is None:
            return CircuitState.CLOSED
        if time.monotonic() - self.opened_at >= self.reset_after:
            return CircuitState.HALF_OPEN
        return CircuitState.OPEN

    async def __call__(self, func, *args):
        if self.state is CircuitState.OPEN:
            raise CircuitOpenError(self.reset_after - (time.monotonic() - self.opened_at))
        try:
            result = await func(*args)
        except Exception:
            self.failures += 1
            if self.failures >= self.threshold or self.state is CircuitState.HALF_OPEN:
                self.opened_at = time.monotonic()
            raise
        self.failures, self.opened_at = 0, None
        return result


async def unreliable(i):
    await asyncio.sleep(0.25)
    if i < 5:
        raise ConnectionError(f"host unreachable #{i}")
    return f"ok #{i}"


async def main():
    breaker = CircuitBreaker()
    i = 0
    while i < 8:
        try:
            print(await breaker(unreliable, i), breaker.state)
            i += 1
        except CircuitOpenError as e:
            print(f"[{time.monotonic():5.2f}] {e}")
            await asyncio.sleep(e.retry_in)
        except ConnectionError as e:
            print(f"[{time.monotonic():5.2f}] {type(e).__name__}: {e} -> {breaker.state.value}")
            i += 1


if __name__ == "__main__":
    asyncio.run(main())
