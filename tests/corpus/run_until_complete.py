import asyncio


async def job(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "done")
    return name


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.is_running(), loop.is_closed())
print(loop.run_until_complete(job("first", 1)))
task = loop.create_task(job("background", 1.5))
print(loop.run_until_complete(job("second", 1)))
print("background done?", task.done())
print(loop.run_until_complete(task))

future = loop.create_future()
loop.call_later(0.5, future.set_result, "set by a timer")
print(loop.run_until_complete(future))


async def stops():
    loop.stop()
    await asyncio.sleep(1)


left = stops()
try:
    loop.run_until_complete(left)
except RuntimeError as error:
    print("RuntimeError:", error)
print("clock:", loop.time())
for pending in asyncio.all_tasks(loop):
    pending.cancel()
    try:
        loop.run_until_complete(pending)
    except asyncio.CancelledError:
        print("leftover cancelled")
loop.close()
print(loop.is_closed())
try:
    loop.run_until_complete(late := job("late", 1))
except RuntimeError as error:
    print("RuntimeError:", error)
    late.close()
