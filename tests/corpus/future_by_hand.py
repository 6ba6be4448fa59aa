"""Futures completed by hand: results, exceptions, and everything that is refused."""
import asyncio


def attempt(label, call, *args, **kwargs):
    try:
        print(f"{label}:", call(*args, **kwargs))
    except BaseException as error:
        print(f"{label}: {type(error).__name__}: {error}")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    attempt("early result", future.result)
    attempt("early exception", future.exception)
    print(future.done(), future.cancelled(), future)
    future.set_result([1, 2])
    attempt("result", future.result)
    attempt("exception", future.exception)
    attempt("again", future.set_result, 3)
    attempt("and again", future.set_exception, ValueError("late"))
    attempt("cancel", future.cancel)
    print(future)

    failed = loop.create_future()
    failed.set_exception(KeyError("missing"))
    print(failed, failed._log_traceback)
    attempt("failed result", failed.result)
    print(failed._log_traceback)
    attempt("failed exception", failed.exception)
    attempt("awaited again", failed.result)

    cancelled = loop.create_future()
    attempt("cancel", cancelled.cancel, "enough")
    attempt("cancel twice", cancelled.cancel)
    attempt("cancelled result", cancelled.result)
    attempt("cancelled exception", cancelled.exception)
    print(cancelled, cancelled._cancel_message, cancelled.cancelled())
    attempt("set", cancelled.set_result, 1)

    for wrong in (None, 5, "text", int, object()):
        other = loop.create_future()
        try:
            other.set_exception(wrong)
        except TypeError as error:
            print(type(wrong).__name__, error, other.done())
    by_class = loop.create_future()
    by_class.set_exception(LookupError)
    print(repr(by_class.exception()))

    stop = loop.create_future()
    stop.set_exception(StopIteration(7))
    try:
        await stop
    except RuntimeError as error:
        print(error, repr(error.__cause__), error.__cause__ is error.__context__)

    attempt("arguments", asyncio.Future, loop)
    attempt("keyword", asyncio.Future, lop=loop)
    print(future.get_loop() is loop, asyncio.isfuture(future), asyncio.isfuture(loop), asyncio.Future[int])


asyncio.run(main())
