# Read, wait, write: what happened meanwhile is lost.
# Look for: both read 100 before either writes.
import asyncio

balance = 100


async def pay_in(who, amount):
    global balance
    before = balance
    print(f"{who} reads {before}")
    await asyncio.sleep(1)  # asks the bank
    balance = before + amount
    print(f"{who} writes {balance}")


async def main():
    await asyncio.gather(pay_in("Kim", 50), pay_in("Lee", 20))
    print("balance:", balance)


asyncio.run(main())
