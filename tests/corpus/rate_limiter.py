import asyncio


class TokenBucket:
    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.tokens = burst
        self.updated = asyncio.get_running_loop().time()
        self.lock = asyncio.Lock()

    async def __aenter__(self):
        async with self.lock:
            while True:
                now = asyncio.get_running_loop().time()
                self.tokens = min(self.burst, self.tokens + (now - self.updated) * self.rate)
                self.updated = now
                if self.tokens >= 1:
                    self.tokens -= 1
                    return
                await asyncio.sleep((1 - self.tokens) / self.rate)

    async def __aexit__(self, *error):
        return False


async def call(bucket, n):
    async with bucket:
        print(f"call {n} at {asyncio.get_running_loop().time():.2f}")


async def main():
    bucket = TokenBucket(rate=2, burst=3)
    await asyncio.gather(*(call(bucket, n) for n in range(7)))
    await asyncio.sleep(2.5)
    await asyncio.gather(*(call(bucket, n) for n in "abcd"))


asyncio.run(main())
