import asyncio, sys

class LoggedLoop(asyncio.SelectorEventLoop):
    calls = []
    def call_later(self, delay, callback, *args, context=None):
        self.calls.append(("later", round(delay, 2)))
        return super().call_later(delay, callback, *args, context=context)
    def call_soon(self, cb, *args, context=None):
        self.calls.append(("soon", getattr(cb, "__name__", type(cb).__name__)))
        return super().call_soon(cb, *args, context=context)
    def call_exception_handler(self, context):
        print("handler:", context["message"].split(" at ")[0], repr(context.get("exception")))
    def create_future(self):
        self.calls.append(("future",))
        return super().create_future()

async def work():
    await asyncio.sleep(0.25)
    asyncio.get_running_loop().call_soon(lambda: [][1])
    await asyncio.sleep(0)
    return "w"

with asyncio.Runner(loop_factory=LoggedLoop) as r:
    print(r.run(work()))
    print([c for c in LoggedLoop.calls if c[0] != "soon"])
    print(sum(c[0] == "soon" for c in LoggedLoop.calls) > 3)
