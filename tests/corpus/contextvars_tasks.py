import asyncio
import contextvars

request = contextvars.ContextVar("request", default="-")
depth = contextvars.ContextVar("depth")


def log(text):
    print(f"[{request.get()}] {text}")


async def handle(n):
    request.set(f"req-{n}")
    log("start")
    await asyncio.sleep(0.3 / n)
    await asyncio.create_task(audit())
    log("end")


async def audit():
    log("audit inherits the context")
    request.set("changed in a child")


async def main():
    await asyncio.gather(handle(1), handle(2), handle(3))
    log("main is untouched")

    token = request.set("outer")
    log("set")
    request.reset(token)
    log("reset")

    context = contextvars.copy_context()
    context.run(request.set, "given")
    await asyncio.create_task(handle_nothing(), context=context)
    log("main again")
    print("in the given context:", context[request], context.get(depth))

    loop = asyncio.get_running_loop()
    request.set("at scheduling")
    loop.call_soon(log, "callbacks run in a copy")
    request.set("later")
    await asyncio.sleep(0)
    with request.set("with-block"):
        log("tokens are context managers")
    log("after")
    try:
        depth.get()
    except LookupError as error:
        print("LookupError:", "depth" in str(error))


async def handle_nothing():
    log("runs in the given context")
    depth.set(1)
    request.set("written into it")


asyncio.run(main())
