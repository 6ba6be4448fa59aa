# The same with a lock around reading and writing.
# Look for: Lee's task waits for the lock until Kim's has written.
import asyncio

balance = 100


async def pay_in(who, amount, lock):
    global balance
    async with lock:
        before = balance
        print(f"{who} reads {before}")
        await asyncio.sleep(1)  # asks the bank
        balance = before + amount
        print(f"{who} writes {balance}")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(
        pay_in("Kim", 50, lock),
        pay_in("Lee", 20, lock),
    )
    print("balance:", balance)


asyncio.run(main())
