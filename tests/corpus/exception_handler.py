import asyncio


def handler(loop, context):
    error = context.get("exception")
    print("handler:", context["message"].split(" <")[0].split(" at ")[0], "|", repr(error), "|", sorted(context))


async def boom():
    raise RuntimeError("nobody looks at me")


def bad_callback(x):
    return 1 / x


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(bad_callback, 0)
    await asyncio.sleep(0)
    task = asyncio.create_task(boom())
    await asyncio.sleep(0.1)
    del task
    loop.call_exception_handler({"message": "by hand", "detail": 42})
    loop.set_exception_handler(None)
    try:
        loop.set_exception_handler("not callable")
    except TypeError as error:
        print("TypeError:", error)
    print("main ends")


asyncio.run(main())
