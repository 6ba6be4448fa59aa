"""The iterator of a future's `await`, driven by hand."""
import asyncio


def attempt(label, call, *args):
    try:
        print(f"{label}:", call(*args))
    except StopIteration as stop:
        print(f"{label}: stops with {stop.value!r}")
    except BaseException as error:
        print(f"{label}: {type(error).__name__}: {error}")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    steps = future.__await__()
    print(iter(steps) is steps, type(steps).__name__)
    attempt("first", next, steps)
    print(future._asyncio_future_blocking)
    attempt("second", next, steps)
    future.set_result("value")
    attempt("third", next, steps)
    attempt("sent", future.__await__().send, 1)
    steps = loop.create_future().__iter__()
    attempt("no value", steps.send)
    attempt("sent", steps.send, "anything")
    attempt("thrown", steps.throw, ValueError("in"))
    for what in (ValueError, 5, int):
        attempt("throw", loop.create_future().__await__().throw, what)
    attempt("throw nothing", loop.create_future().__await__().throw)
    attempt("throw much", loop.create_future().__await__().throw, 1, 2, 3, 4)
    steps = loop.create_future().__await__()
    attempt("close", steps.close)
    failed = loop.create_future()
    failed.set_exception(OSError("it failed"))
    attempt("failed", next, failed.__await__())
    gone = loop.create_future()
    gone.cancel("gone")
    attempt("cancelled", next, gone.__await__())


asyncio.run(main())
