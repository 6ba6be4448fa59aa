import asyncio


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.lock = asyncio.Lock()

    async def withdraw_unsafe(self, n):
        current = self.balance
        await asyncio.sleep(0)
        self.balance = current - n

    async def withdraw(self, n):
        async with self.lock:
            if self.balance < n:
                raise InsufficientFunds(f"{self.owner} has {self.balance}, needs {n}")
            current = self.balance
            await asyncio.sleep(0)
            self.balance = current - n


async def transfer(a, b, n):
    first, second = sorted((a, b), key=id)
    async with first.lock, second.lock:
        if a.balance < n:
            raise InsufficientFunds(a.owner)
        a.balance -= n
        await asyncio.sleep(0.01)
        b.balance += n


async def main():
    acc = Account("ann", 100)
    await asyncio.gather(*(acc.withdraw_unsafe(10) for _ in range(5)))
    print("unsafe:", acc.balance)
    acc = Account("ann", 100)
    await asyncio.gather(*(acc.withdraw(10) for _ in range(5)))
    print("safe:", acc.balance)
    results = await asyncio.gather(*(acc.withdraw(20) for _ in range(4)), return_exceptions=True)
    print(results, acc.balance)
    bob = Account("bob", 0)
    await asyncio.gather(transfer(acc, bob, 5), transfer(acc, bob, 5), transfer(bob, acc, 0))
    print(acc.balance, bob.balance)
    try:
        await asyncio.gather(transfer(bob, acc, 1000), asyncio.sleep(1))
    except InsufficientFunds as e:
        print(f"{type(e).__module__}.{type(e).__qualname__}: {e}")


asyncio.run(main())
