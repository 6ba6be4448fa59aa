import asyncio
import functools
import weakref
import gc


class Typed:
    def __set_name__(self, owner, name):
        self.name = name

    def __init__(self, kind):
        self.kind = kind

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.name)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{type(obj).__name__}.{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        obj.__dict__[self.name] = value


class Registry(type):
    classes = {}

    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        mcls.classes[name] = cls
        return cls

    def __call__(cls, *a, **k):
        obj = super().__call__(*a, **k)
        print("made", cls.__name__)
        return obj

    def __repr__(cls):
        return f"<registered {cls.__name__}>"


class Base(metaclass=Registry):
    port = Typed(int)
    host = Typed(str)

    def __init__(self, host, port):
        self.host, self.port = host, port

    def __repr__(self):
        return f"{type(self).__name__}({self.host!r}, {self.port})"

    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: getattr(self, name[4:])
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)

    def __eq__(self, o):
        return (self.host, self.port) == (o.host, o.port) if isinstance(o, Base) else NotImplemented

    def __hash__(self):
        return hash((self.host, self.port))

    def __bool__(self):
        return self.port != 0

    def __len__(self):
        return len(self.host)

    def __contains__(self, x):
        return x in self.host

    def __iter__(self):
        yield from (self.host, self.port)

    def __call__(self, x):
        return x * self.port

    def __format__(self, spec):
        return f"{self.host}:{self.port}" if spec == "url" else repr(self)

    def __await__(self):
        yield from asyncio.sleep(0.1).__await__()
        return self.host

    def __del__(self):
        print("del", self.host)


class Sub(Base):
    pass


async def main():
    b = Base("h", 8)
    try:
        b.port = "x"
    except TypeError as e:
        print(e)
    try:
        b.nothing
    except AttributeError as e:
        print(e)
    print(b.get_port(), b == Sub("h", 8), b != 5, len({b, Base("h", 8)}), bool(b), len(b), "h" in b, [*b], b(3), f"{b:url} {b}", await b)
    print(Registry.classes, Base, Sub.__mro__, type(Sub))
    r = weakref.ref(b, lambda _: print("gone"))
    wd = weakref.WeakValueDictionary(k=b)
    print(r() is b, list(wd))
    del b
    gc.collect()
    print(r(), list(wd))
    async def use():
        s = Sub("local", 1)
        await s
    await use()
    print("end")


asyncio.run(main())
print("after")
