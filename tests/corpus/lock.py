import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()

    async def withdraw(self, who, amount):
        async with self.lock:
            seen = self.balance
            await asyncio.sleep(0.5)
            if seen < amount:
                print(f"{who}: refused, {seen} left")
                return False
            self.balance = seen - amount
            print(f"{who}: took {amount}, {self.balance} left")
            return True


async def main():
    account = Account(100)
    print(await asyncio.gather(*(account.withdraw(who, 40) for who in ("ann", "bob", "cyd"))))
    lock = account.lock
    print("locked:", lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print("RuntimeError:", error)

    # The queue is first come, first served; a cancelled waiter gives up its place.
    order = []

    async def visitor(name):
        async with lock:
            order.append(name)
            await asyncio.sleep(1)

    visitors = [asyncio.create_task(visitor(n)) for n in "abcd"]
    await asyncio.sleep(0.5)
    visitors[2].cancel()
    await asyncio.wait(visitors)
    print(order, asyncio.get_running_loop().time())


asyncio.run(main())
