import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def login(name):
    user.set(name)
    await asyncio.sleep(1)
    return asyncio.get_running_loop().time()


async def whoami():
    return user.get()


with asyncio.Runner() as runner:
    loop = runner.get_loop()
    first = runner.run(login("ada"))
    second = runner.run(login("bob"))
    print("same loop, its clock goes on:", second - first)
    print("one context for all runs:", runner.run(whoami()), "| outside:", user.get())
    print(runner.get_loop() is loop, loop.is_running(), loop.is_closed())
print("closed:", loop.is_closed())

try:
    runner.run(coro := whoami())
except RuntimeError as error:
    print("RuntimeError:", error)
    coro.close()

try:
    asyncio.run(whoami)
except TypeError as error:
    print("TypeError:", error)
except ValueError as error:
    print("ValueError:", str(error).split(",")[0])


async def inside():
    inner = whoami()
    try:
        asyncio.run(inner)
    except RuntimeError as error:
        print("RuntimeError:", error)
    finally:
        inner.close()


asyncio.run(inside())
