import asyncio
import contextvars

deadline = contextvars.ContextVar("deadline")


def left():
    return deadline.get() - asyncio.get_running_loop().time()


async def within(seconds, work):
    now = asyncio.get_running_loop().time()
    mine = min(now + seconds, deadline.get(float("inf")))
    token = deadline.set(mine)
    try:
        async with asyncio.timeout_at(mine):
            return await work
    finally:
        deadline.reset(token)


async def call(service, cost, below=None):
    print(f"{'  ' * depth(service)}{service}: {left():.1f} s left")
    await asyncio.sleep(cost)
    return await within(5, below) if below else service


def depth(service):
    return "gateway orders stock".split().index(service)


async def main():
    print(await within(3, call("gateway", 0.5, call("orders", 1, call("stock", 1)))))
    try:
        await within(2, call("gateway", 0.5, call("orders", 1, call("stock", 1))))
    except TimeoutError:
        print(f"the request ran out of time at {asyncio.get_running_loop().time():.1f}")
    print("outside:", deadline.get("no deadline"))


asyncio.run(main())
