"""A thread may wait wherever Python calls something."""

import abc, asyncio, bisect, contextlib, functools, heapq, io, itertools, json, logging, operator, queue, re, time

q = queue.SimpleQueue()


def wait(*_, **__):
    return q.get(timeout=5)


class Abstract(abc.ABC):
    def __init__(self):
        wait()


class Hashed:
    def __hash__(self):
        wait()
        return 1


class Ordered:
    def __lt__(self, other):
        return bool(wait())


class Items:
    def __getitem__(self, key):
        return wait()

    def __len__(self):
        wait()
        return 1

    def __contains__(self, item):
        return wait()

    def __bool__(self):
        wait()
        return True

    def __repr__(self):
        wait()
        return "Items"

    def __format__(self, spec):
        wait()
        return "Items"

    def __index__(self):
        wait()
        return 1

    def __add__(self, other):
        return wait()

    def __call__(self):
        return wait()

    def __getattr__(self, name):
        return wait()



class Iterable:
    def __iter__(self):
        wait()
        yield 1


class Deleted:
    def __del__(self):
        wait()


class Descriptor:
    def __get__(self, instance, owner):
        return wait()

    def __set_name__(self, owner, name):
        pass


class Described:
    d = Descriptor()

    @property
    def p(self):
        return wait()

    @functools.cached_property
    def c(self):
        return wait()


class Raw(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, into):
        if not wait():
            return 0
        into[:2] = b"a\n"
        return 2


class Handler(logging.Handler):
    def emit(self, record):
        wait()


log = logging.getLogger("anywhere")
log.addHandler(Handler())


@contextlib.contextmanager
def manager():
    wait()
    yield


def with_manager():
    with manager():
        pass


def decorated(function):
    @functools.wraps(function)
    def inner(*args):
        wait()
        return function(*args)

    return inner


class Meta(type):
    def __new__(mcls, name, bases, names):
        wait()
        return super().__new__(mcls, name, bases, names)

    def __instancecheck__(cls, instance):
        return bool(wait())


def subclass():
    class Sub(Base):
        pass


class Base:
    def __init_subclass__(cls):
        wait()


def generated():
    yield wait()


def delegated():
    yield from generated()


def matched():
    match Described():
        case Described(p=b"x"):
            return True


def dropped():
    d = Deleted()
    del d


names = {"wait": wait}
exec("def executed(): return wait()", names)
cached = functools.lru_cache(wait)
single = functools.singledispatch(wait)

CALLS = {
    "abc": Abstract,
    "exec": names["executed"],
    "eval": lambda: eval("wait()"),
    "property": lambda: Described().p,
    "cached_property": lambda: Described().c,
    "descriptor": lambda: Described().d,
    "getattr": lambda: getattr(Described(), "p"),
    "__getattr__": lambda: Items().anything,
    "attrgetter": lambda: operator.attrgetter("p")(Described()),
    "methodcaller": lambda: operator.methodcaller("get", timeout=5)(q),
    "__getitem__": lambda: Items()[0],
    "__len__": lambda: len(Items()),
    "__contains__": lambda: 1 in Items(),
    "__bool__": lambda: not Items(),
    "__repr__": lambda: repr([Items()]),
    "__format__": lambda: f"{Items():x}",
    "__iter__": lambda: list(Iterable()),
    "__index__": lambda: [1, 2][Items()],
    "__add__": lambda: Items() + 1,
    "__call__": lambda: Items()(),
    "__hash__": lambda: {Hashed(): 1},
    "__lt__": lambda: sorted([Ordered(), Ordered()]),
    "heapq": lambda: heapq.heapify([Ordered(), Ordered()]),
    "bisect": lambda: bisect.bisect([Ordered()], Ordered()),
    "__del__": dropped,
    "sort key": lambda: sorted([1], key=wait),
    "min key": lambda: min([1, 2][:1], key=wait),
    "map": lambda: list(map(wait, [1])),
    "filter": lambda: list(filter(wait, [1])),
    "reduce": lambda: functools.reduce(wait, [1, 2]),
    "partial": lambda: functools.partial(q.get, timeout=5)(),
    "starmap": lambda: list(itertools.starmap(wait, [(1,)])),
    "groupby": lambda: list(itertools.groupby([1], wait)),
    "iter sentinel": lambda: next(iter(wait, None)),
    "comprehension": lambda: [wait() for _ in range(1)],
    "dict comprehension": lambda: {1: wait() for _ in range(1)},
    "generator expression": lambda: any(wait() for _ in range(1)),
    "generator": lambda: next(generated()),
    "yield from": lambda: list(delegated()),
    "sum of generator": lambda: sum(len(wait()) for _ in range(1)),
    "join": lambda: "".join(wait().decode() for _ in range(1)),
    "unpacking": lambda: (lambda *a: a)(*generated()),
    "lru_cache": cached,
    "singledispatch": lambda: single(1),
    "decorator": decorated(int),
    "contextmanager": with_manager,
    "re.sub": lambda: re.sub("a", lambda m: wait().decode(), "a"),
    "json default": lambda: json.dumps(Items, default=lambda o: wait().decode()),
    "json hook": lambda: json.loads('{"a": 1}', object_hook=wait),
    "logging": lambda: log.warning("x"),
    "BufferedReader": lambda: io.BufferedReader(Raw()).readline(),
    "TextIOWrapper": lambda: io.TextIOWrapper(io.BufferedReader(Raw())).readline(),
    "metaclass": lambda: Meta("M", (), {}),
    "isinstance": lambda: isinstance(1, type.__new__(Meta, "N", (), {})),
    "__init_subclass__": subclass,
    "match": matched,
    "type call": lambda: type("E", (), {"__eq__": wait})() == 1,
}


async def main():
    loop = asyncio.get_running_loop()
    for name, call in CALLS.items():
        loop.call_later(1, q.put, b"x")
        began = time.monotonic()
        try:
            await asyncio.to_thread(call)
            result = "ok"
        except BaseException as error:
            result = type(error).__name__ + " " + str(error)
        print(f"{name:25}{result} {time.monotonic() - began:.1f}")


asyncio.run(main())
