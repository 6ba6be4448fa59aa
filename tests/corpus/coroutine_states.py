import asyncio
import inspect


async def inner():
    states.append(inspect.getcoroutinestate(outer_coro))
    await asyncio.sleep(1)


async def outer():
    await inner()
    return "done"


states = []


async def main():
    global outer_coro
    outer_coro = outer()
    states.append(inspect.getcoroutinestate(outer_coro))
    task = asyncio.create_task(outer_coro)
    await asyncio.sleep(0.5)
    states.append(inspect.getcoroutinestate(outer_coro))
    print("awaiting:", outer_coro.cr_await.__name__, "at line", outer_coro.cr_frame.f_lineno)
    print("stack:", [frame.f_code.co_name for frame in task.get_stack()])
    await task
    states.append(inspect.getcoroutinestate(outer_coro))
    print(states)
    print(outer_coro.cr_frame, outer_coro.cr_running, outer_coro.cr_code.co_name)

    async def generator():
        yield 1
        yield 2

    gen = generator()
    print(inspect.getasyncgenstate(gen), await anext(gen), inspect.getasyncgenstate(gen))
    await gen.aclose()
    print(inspect.getasyncgenstate(gen), inspect.isasyncgenfunction(generator), inspect.isawaitable(gen))


asyncio.run(main())
