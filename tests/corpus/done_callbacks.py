"""The list of a future's callbacks: order, removal, contexts, errors in them."""
import asyncio
import functools
import contextvars
import sys

# Where the script lies shows in representations: that is compared on standard error.
print = functools.partial(print, file=sys.stderr)

where = contextvars.ContextVar("where", default="outside")


class Same:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Same) and other.name == self.name

    def __hash__(self):
        return hash(self.name)

    def __call__(self, future):
        print("same", self.name, future.result())


def note(future):
    print("note", future, where.get())


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(note)
    future.add_done_callback(Same("a"))
    future.add_done_callback(Same("b"))
    future.add_done_callback(note)
    future.add_done_callback(Same("a"))
    print(len(future._callbacks), future)
    print(future.remove_done_callback(Same("a")), future.remove_done_callback(print))
    print(len(future._callbacks))
    inside = contextvars.copy_context()
    inside.run(where.set, "inside")
    future.add_done_callback(note, context=inside)
    print(future.remove_done_callback(Same("zzz")))
    future.set_result(5)
    print("set", future._callbacks)
    future.add_done_callback(lambda f: print("late", f.result()))
    await asyncio.sleep(0)
    print("after a turn")
    await asyncio.sleep(0)

    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"].split(" at ")[0], repr(context["exception"])))
    other = loop.create_future()

    def broken(future):
        raise ZeroDivisionError("in a callback")

    other.add_done_callback(broken)
    other.add_done_callback(lambda f: print("the next one runs all the same"))
    other.cancel()
    await asyncio.sleep(0)
    single = loop.create_future()
    single.add_done_callback(note)
    print(single.remove_done_callback(note), single._callbacks, single)
    for wrong in ((), (note, note)):
        try:
            single.add_done_callback(*wrong)
        except TypeError:
            print("TypeError for", len(wrong))


asyncio.run(main())
