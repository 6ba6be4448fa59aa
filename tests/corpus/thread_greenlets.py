import contextvars
import threading
import weakref

import greenlet
from greenlet import GreenletExit, getcurrent


def talk(first, second="b"):
    print("talk", first, second)
    heard = getcurrent().parent.switch("one")
    print("heard", heard)
    try:
        getcurrent().parent.switch(1, 2, three=3)
    except ValueError as error:
        print("caught", error)
    return "done"


main = getcurrent()
speaker = greenlet.greenlet(talk)
print(bool(speaker), speaker.dead, speaker.parent is main, main.parent)
print(speaker.switch("a"))
print(bool(speaker), speaker.dead, speaker.gr_frame.f_code.co_name)
print(speaker.switch("hello"))
print(speaker.throw(ValueError("thrown")))
print(bool(speaker), speaker.dead, speaker.switch("to the dead"), speaker.gr_frame)


class Counter(greenlet.greenlet):
    def run(self, start):
        while True:
            start += self.parent.switch(start)


counter = Counter()
print([counter.switch(step) for step in (5, 1, 2, 3)])
print(repr(counter.throw()), counter.dead)


def fails():
    raise KeyError("lost")


try:
    greenlet.greenlet(fails).switch()
except KeyError as error:
    print("raised in the parent:", error)


def left():
    try:
        getcurrent().parent.switch()
    except GreenletExit:
        print("let go of")
        raise


forgotten = greenlet.greenlet(left)
forgotten.switch()
gone = weakref.ref(forgotten)
del forgotten
print(gone())

turns = []


def ping():
    for _ in range(2):
        turns.append("ping")
        second.switch()


def pong():
    for _ in range(2):
        turns.append("pong")
        first.switch()


first, second = greenlet.greenlet(ping), greenlet.greenlet(pong)
first.switch()
print(turns, first.dead, second.dead)

variable = contextvars.ContextVar("variable", default="none")


def sees():
    before = variable.get()
    variable.set("inside")
    getcurrent().parent.switch(before)
    return variable.get()


variable.set("outside")
own = greenlet.greenlet(sees)
print(own.switch(), variable.get(), own.switch())
shared = greenlet.greenlet(sees)
shared.gr_context = contextvars.copy_context()
print(shared.switch(), variable.get())

with_trace = []
greenlet.settrace(lambda event, pair: with_trace.append((event, pair[0] is main, pair[1] is main)))
greenlet.greenlet(lambda: None).switch()
greenlet.settrace(None)
print(with_trace)


def elsewhere():
    print(getcurrent() is main, getcurrent().parent)
    try:
        shared.switch()
    except greenlet.error as error:
        print(str(error).splitlines()[0])


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()
try:
    main.parent = shared
except AttributeError as error:
    print(error)
try:
    first.parent = first
except ValueError as error:
    print(error)
try:
    greenlet.greenlet().switch()
except AttributeError as error:
    print(error)


def sorts():
    return sorted([3, 1, 2], key=lambda number: getcurrent().parent.switch(number))


sorting = greenlet.greenlet(sorts)
print([sorting.switch(), sorting.switch(-3), sorting.switch(-1), sorting.switch(-2)])
