# subclassing the loop, policies
import asyncio
import warnings

warnings.simplefilter("ignore", DeprecationWarning)


class CountingLoop(asyncio.SelectorEventLoop):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.soon = 0
        self.later = 0

    def call_soon(self, callback, *args, context=None):
        self.soon += 1
        return super().call_soon(callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        self.later += 1
        return super().call_at(when, callback, *args, context=context)

    def create_task(self, coro, **kw):
        t = super().create_task(coro, **kw)
        t.set_name("counted:" + t.get_name().replace("Task-", "T"))
        return t


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print("policy makes a loop")
        return CountingLoop()


async def step(n):
    await asyncio.sleep(n)
    return asyncio.current_task().get_name()


async def main():
    loop = asyncio.get_running_loop()
    print(type(loop).__name__, isinstance(loop, asyncio.AbstractEventLoop), isinstance(loop, asyncio.BaseEventLoop))
    print(await step(0.1))
    names = await asyncio.gather(step(0.1), step(0.2))
    print(len(names), all(n.startswith("counted:") for n in names))
    return loop


loop = asyncio.run(main(), loop_factory=CountingLoop)
print(loop.soon > 0, loop.later)
asyncio.set_event_loop_policy(Policy())
print(type(asyncio.get_event_loop_policy()).__name__)
loop = asyncio.run(main())
print(loop.later, loop.is_closed())
asyncio.set_event_loop_policy(None)
print(type(asyncio.get_event_loop_policy()).__name__ != "Policy")
l2 = asyncio.new_event_loop()
asyncio.set_event_loop(l2)
print(asyncio.get_event_loop() is l2)
async def which():
    return asyncio.get_event_loop() is asyncio.get_running_loop()
print(l2.run_until_complete(which()))
asyncio.set_event_loop(None)
l2.close()


class Abstract(asyncio.AbstractEventLoop):
    pass

for name in ("run_forever", "time", "create_future", "get_debug"):
    try:
        getattr(Abstract(), name)()
    except NotImplementedError as e:
        print(name, repr(e))
