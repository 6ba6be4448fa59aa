import asyncio
import warnings
import sys

warnings.simplefilter("always")


async def hello(n):
    await asyncio.sleep(n)
    return f"hello {n}"


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    print(loop.run_until_complete(hello(1)))
    t = loop.create_task(hello(2))
    print(loop.run_until_complete(asyncio.gather(t, hello(0.5))))
    fut = loop.create_future()
    loop.call_later(3, fut.set_result, 42)
    print(loop.run_until_complete(fut))
    loop.call_soon(print, "soon")
    loop.call_later(0.5, loop.stop)
    loop.run_forever()
    print("stopped at", loop.time())
    print(asyncio.get_event_loop() is loop)
finally:
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
    asyncio.set_event_loop(None)
print(loop.is_closed(), loop)
try:
    loop.run_until_complete(hello(0))
except RuntimeError as e:
    print("RuntimeError:", e)
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print("RuntimeError:", e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print("RuntimeError:", e)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    policy = asyncio.get_event_loop_policy()
    print(type(policy).__name__)
    asyncio.set_event_loop_policy(None)
    asyncio.iscoroutinefunction(hello)
for w in caught:
    print(w.category.__name__, w.message)


class MyPolicy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print("policy makes a loop")
        return super().new_event_loop()


asyncio.set_event_loop_policy(MyPolicy())
print(asyncio.run(hello(0.1)))
asyncio.set_event_loop_policy(None)
with asyncio.Runner(debug=False, loop_factory=asyncio.new_event_loop) as runner:
    print(runner.run(hello(0.25)))
    print(runner.get_loop().time())
    l2 = runner.get_loop()
print(l2.is_closed())
try:
    runner.run(hello(0))
except RuntimeError as e:
    print(e)
