# Cancelling the request must not cancel the save.
# Look for: request ends at 1 s, save goes on to 3 s.
import asyncio


async def save(order):
    print("saving", order)
    await asyncio.sleep(3)
    print("saved", order)


async def handle(saving):
    await asyncio.shield(saving)
    print("thank you")


async def main():
    saving = asyncio.create_task(save("order 7"), name="save")
    request = asyncio.create_task(handle(saving), name="request")
    await asyncio.sleep(1)
    print("the customer leaves")
    request.cancel()
    await asyncio.wait([request])
    print("request cancelled:", request.cancelled())
    await saving


asyncio.run(main())
