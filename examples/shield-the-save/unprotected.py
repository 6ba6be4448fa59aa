# Without shield, cancelling goes all the way down.
# Look for: both lanes end at 1 s, and nothing is saved.
import asyncio


async def save(order):
    print("saving", order)
    await asyncio.sleep(3)
    print("saved", order)


async def handle(saving):
    await saving
    print("thank you")


async def main():
    saving = asyncio.create_task(save("order 7"), name="save")
    request = asyncio.create_task(handle(saving), name="request")
    await asyncio.sleep(1)
    print("the customer leaves")
    request.cancel()
    await asyncio.wait([request])
    print("request cancelled:", request.cancelled())
    print("save cancelled:", saving.cancelled())


asyncio.run(main())
