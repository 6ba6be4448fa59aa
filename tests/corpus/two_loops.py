import asyncio

first = asyncio.new_event_loop()
second = asyncio.new_event_loop()


async def wait_for_foreign(future):
    await future


async def value(x):
    await asyncio.sleep(1)
    return x


foreign = first.create_future()
try:
    second.run_until_complete(wait_for_foreign(foreign))
except RuntimeError as error:
    text = str(error)
    print(text.startswith("Task"), text.endswith("attached to a different loop"))

print(first.run_until_complete(value("first")), second.run_until_complete(value("second")))


async def nested():
    coro = value("inner")
    try:
        first.run_until_complete(coro)
    except RuntimeError as error:
        print("RuntimeError:", error)
    coro.close()


second.run_until_complete(nested())
lock = asyncio.Lock()


async def hold(seconds):
    async with lock:
        await asyncio.sleep(seconds)


async def contend():
    await asyncio.gather(hold(1), hold(1))


first.run_until_complete(contend())
try:
    second.run_until_complete(contend())
except RuntimeError as error:
    print("RuntimeError:", str(error).split("[")[0].split(" object")[0], "…", str(error).rsplit(">", 1)[1].strip())
for loop in (first, second):
    loop.close()
