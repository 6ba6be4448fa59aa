import asyncio
from contextlib import AsyncExitStack


class SagaError(Exception):
    def __init__(self, step, original):
        super().__init__(f"saga failed at {step!r}")
        self.step = step
        self.__cause__ = original


class Saga:
    def __init__(self):
        self.steps = []

    def step(self, compensate=None):
        def deco(fn):
            self.steps.append((fn.__name__, fn, compensate))
            return fn
        return deco

    async def run(self, ctx):
        async with AsyncExitStack() as stack:
            for name, fn, undo in self.steps:
                try:
                    await fn(ctx)
                    print("done", name)
                except Exception as exc:
                    raise SagaError(name, exc)
                if undo:
                    stack.push_async_callback(undo, ctx)
            stack.pop_all()
        return ctx


saga = Saga()


async def refund(ctx):
    await asyncio.sleep(0.1)
    print("refunded", ctx.pop("paid"))


async def unreserve(ctx):
    print("unreserved", ctx.pop("seat"))


@saga.step(compensate=unreserve)
async def reserve(ctx):
    ctx["seat"] = "12A"


@saga.step(refund)
async def pay(ctx):
    await asyncio.sleep(0.2)
    ctx["paid"] = 99.5


@saga.step()
async def ship(ctx):
    if ctx.get("broken"):
        raise LookupError("no such address")
    ctx["shipped"] = True


async def main():
    print(await saga.run({}))
    ctx = {"broken": True}
    try:
        await saga.run(ctx)
    except SagaError as e:
        print(e, "<-", repr(e.__cause__), e.step, ctx, e.args)


asyncio.run(main())
