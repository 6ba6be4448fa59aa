"""Awaitables of one's own that speak the future's protocol, and ones that only iterate."""
import asyncio
import collections.abc


class Promise:
    """As much of a future as a task needs."""

    _asyncio_future_blocking = False

    def __init__(self):
        self._loop = asyncio.get_running_loop()
        self.callbacks = []
        self.value = None
        self.is_done = False

    def get_loop(self):
        return self._loop

    def done(self):
        return self.is_done

    def result(self):
        if isinstance(self.value, Exception):
            raise self.value
        return self.value

    def add_done_callback(self, function, *, context=None):
        self.callbacks.append((function, context))

    def cancel(self, msg=None):
        print("  cancel", msg)
        self.keep(asyncio.TimeoutError("cancelled as " + str(msg)))
        return True

    def keep(self, value):
        self.value, self.is_done = value, True
        for function, context in self.callbacks:
            self._loop.call_soon(function, self, context=context)

    def __await__(self):
        if not self.is_done:
            self._asyncio_future_blocking = True
            yield self
        return self.result()


class Twice:
    def __await__(self):
        print("  once")
        yield from asyncio.sleep(1).__await__()
        print("  twice")
        yield
        return "twice"


class ByHand(collections.abc.Coroutine):
    """A coroutine without `async`."""

    def __init__(self):
        self.sent = []

    def send(self, value):
        self.sent.append(value)
        if len(self.sent) > 2:
            raise StopIteration("by hand")
        return None

    def throw(self, kind, value=None, traceback=None):
        print("  thrown", kind if isinstance(kind, type) else type(kind))
        raise StopIteration("after a throw")

    def close(self):
        pass

    def __await__(self):
        return self


async def awaits(thing):
    return await thing


async def main():
    loop = asyncio.get_running_loop()
    promise = Promise()
    print(asyncio.isfuture(promise))
    loop.call_later(1, promise.keep, "kept")
    print(await promise, loop.time())
    broken = Promise()
    loop.call_later(1, broken.keep, OSError("broken"))
    try:
        await asyncio.create_task(awaits(broken))
    except OSError as error:
        print(error)
    hung = Promise()
    task = asyncio.create_task(awaits(hung))
    await asyncio.sleep(0)
    print(task._fut_waiter is hung, hung._asyncio_future_blocking)
    task.cancel("please")
    try:
        await task
    except TimeoutError as error:
        print(error)
    print(await Twice(), loop.time())
    print(await asyncio.wait_for(Twice(), 5))
    by_hand = ByHand()
    print(asyncio.iscoroutine(by_hand), await asyncio.Task(by_hand, loop=loop), by_hand.sent)
    other = asyncio.Task(ByHand(), loop=loop)
    other.cancel()
    print(await other)


asyncio.run(main())
