import asyncio


async def child(n):
    try:
        await asyncio.sleep(n)
    except asyncio.CancelledError:
        print("child", n, "cancelled")
        raise


async def main():
    loop = asyncio.get_running_loop()

    def interrupt():
        raise KeyboardInterrupt

    loop.call_later(1, interrupt)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(child(6))
    finally:
        print("finally in main")

try:
    asyncio.run(main())
except KeyboardInterrupt as e:
    print("KeyboardInterrupt reached the top", e.args)


async def raises():
    await asyncio.sleep(0.1)
    raise KeyboardInterrupt("from task")


async def main2():
    t = asyncio.create_task(raises())
    try:
        await t
    except BaseException as e:
        print("in main2:", type(e).__name__, e.args)
        raise

try:
    asyncio.run(main2())
except KeyboardInterrupt as e:
    print("top", e.args)


async def main3():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(raises())
            tg.create_task(child(3))
    except* KeyboardInterrupt as eg:
        print("group", eg)

try:
    asyncio.run(main3())
except BaseException as e:
    print(type(e), e.args)

asyncio.run(raises())
