# The same queue with a second baker.
# Look for: the orders hardly wait any more, and the shop closes early.
import asyncio


async def take_orders(queue):
    for order in range(1, 7):
        await asyncio.sleep(0.3)
        await queue.put(order)
        print("order", order)
    queue.shutdown()


async def bake(name, queue):
    while True:
        try:
            order = await queue.get()
        except asyncio.QueueShutDown:
            return
        await asyncio.sleep(1)
        print(f"{name}: bread {order}")


async def main():
    queue = asyncio.Queue(maxsize=2)
    async with asyncio.TaskGroup() as group:
        group.create_task(take_orders(queue), name="orders")
        group.create_task(bake("Bo", queue), name="Bo")
        group.create_task(bake("Di", queue), name="Di")
    print("sold out")


asyncio.run(main())
