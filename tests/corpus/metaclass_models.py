import asyncio


class Field:
    def __init__(self, kind, *, default=None, primary=False):
        self.kind, self.default, self.primary = kind, default, primary

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.name, self.default)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{type(obj).__name__}.{self.name}: expected {self.kind.__name__}, got {type(value).__name__}")
        obj.__dict__[self.name] = value

    def __eq__(self, other):
        return Condition(self.name, "=", other)

    def __gt__(self, other):
        return Condition(self.name, ">", other)

    __hash__ = object.__hash__


class Condition:
    def __init__(self, *parts):
        self.parts = parts

    def __and__(self, other):
        return Condition(self, "AND", other)

    def __str__(self):
        l, op, r = self.parts
        return f"{l} {op} {r!r}" if isinstance(l, str) else f"({l} {op} {r})"

    def matches(self, row):
        l, op, r = self.parts
        match op:
            case "=": return getattr(row, l) == r
            case ">": return getattr(row, l) > r
            case "AND": return l.matches(row) and r.matches(row)


class Meta(type):
    def __new__(mcs, name, bases, ns, table=None):
        cls = super().__new__(mcs, name, bases, ns)
        cls.fields = {k: v for b in reversed(cls.__mro__) for k, v in vars(b).items() if isinstance(v, Field)}
        cls.table = table or name.lower() + "s"
        cls.rows = []
        return cls


class Model(metaclass=Meta):
    id = Field(int, primary=True)

    def __init__(self, **kw):
        if unknown := kw.keys() - self.fields.keys():
            raise AttributeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        for k, v in kw.items():
            setattr(self, k, v)

    async def save(self):
        await asyncio.sleep(0.01)
        self.id = len(self.rows) + 1
        self.rows.append(self)
        return self

    @classmethod
    async def where(cls, cond):
        await asyncio.sleep(0.05)
        print(f"SELECT * FROM {cls.table} WHERE {cond}")
        return [r for r in cls.rows if cond.matches(r)]

    def __repr__(self):
        return f"<{type(self).__name__} " + " ".join(f"{k}={getattr(self, k)!r}" for k in self.fields) + ">"


class User(Model):
    name = Field(str)
    age = Field(int, default=18)


class Admin(User, table="admins"):
    level = Field(int, default=1)


async def main():
    await asyncio.gather(User(name="ann", age=30).save(), User(name="bob").save(), Admin(name="cyd", level=3).save())
    print(await User.where((User.age > 20) & (User.name == "ann")), await Admin.where(Admin.level > 1), list(Admin.fields), Admin.table)
    for bad in (lambda: User(name=3), lambda: User(nme="x"), lambda: setattr(User(), "age", "old"), lambda: User("x")):
        try:
            bad()
        except (TypeError, AttributeError) as e:
            print(type(e).__name__, e)


asyncio.run(main())
