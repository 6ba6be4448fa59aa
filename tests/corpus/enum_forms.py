import asyncio
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique, nonmember, member, verify, CONTINUOUS, UNIQUE


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Level(IntEnum):
    LOW = 1
    MID = 5
    HIGH = 10


class Color(StrEnum):
    RED = auto()
    DARK_BLUE = auto()


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def g(self):
        return 6.6743e-11 * self.mass / self.radius**2


class Order(Enum):
    NEW = auto()
    PAID = auto()
    SHIPPED = auto()
    DONE = auto()
    CANCELLED = auto()

    def next(self):
        return TRANSITIONS[self]


TRANSITIONS = {
    Order.NEW: {Order.PAID, Order.CANCELLED},
    Order.PAID: {Order.SHIPPED, Order.CANCELLED},
    Order.SHIPPED: {Order.DONE},
    Order.DONE: set(),
    Order.CANCELLED: set(),
}


class Machine:
    def __init__(self):
        self.state = Order.NEW
        self.changed = asyncio.Condition()

    async def to(self, state):
        if state not in self.state.next():
            allowed = ", ".join(sorted(s.name for s in self.state.next())) or "nothing"
            raise ValueError(f"{self.state.name} -> {state.name}: allowed {allowed}")
        async with self.changed:
            self.state = state
            self.changed.notify_all()

    async def until(self, state):
        async with self.changed:
            await self.changed.wait_for(lambda: self.state is state)
            return state


async def main():
    m = Machine()
    waiter = asyncio.create_task(m.until(Order.DONE))
    for s in (Order.PAID, Order.DONE, Order.SHIPPED, Order.DONE, Order.NEW):
        await asyncio.sleep(0.1)
        try:
            await m.to(s)
            print("->", m.state)
        except ValueError as e:
            print("!!", e)
    print(await waiter)
    print(Perm.R | Perm.X, repr(Perm.RW), Perm(0), ~Perm.R, Perm.RW & Perm.W, bool(Perm(0)), list(Perm.RW), len(Perm.RW), Perm.R in Perm.RW)
    try:
        Perm(8)
    except ValueError as e:
        print(e)
    print(Level.MID, repr(Level.MID), Level.MID + 1, Level.HIGH > Level.LOW, f"{Level.MID:>4}|{Level.MID!s}|{Level.MID!r}", max(Level))
    print(Color.RED, repr(Color.DARK_BLUE), Color.RED == "red", Color("red").upper(), f"{Color.RED:-^9}")
    print(Bits.A | 8, repr(Bits.A | Bits.C), Bits(7), ~Bits.A, Bits.A + 1, str(Bits(0)))
    print(f"{Planet.MARS.g:.3f}", Planet.EARTH.value, Planet((6.421e23, 3.3972e6)))
    print(Order.NEW.name, Order.DONE.value, Order.__members__.keys(), Order(2), len(Order), Order.NEW in Order, 3 in Order, 9 in Order)
    try:
        @unique
        class U(Enum):
            A = 1
            B = 1
    except ValueError as e:
        print(e)
    try:
        @verify(CONTINUOUS)
        class V(IntEnum):
            A = 1
            B = 4
    except ValueError as e:
        print(e)

    class Mix(Enum):
        A = 1
        ALIAS = 1
        helper = nonmember(5)

        @member
        def fn(self):
            return 1

    print(len(Mix), Mix.ALIAS, Mix.helper, list(Mix.__members__))
    Animal = Enum("Animal", "ANT BEE CAT", start=5, module=__name__)
    print(list(Animal), Animal.BEE.value)
    for bad in (lambda: Order(99), lambda: Order.NEW < Order.PAID, lambda: Order["nope"], lambda: Order.NEW.nope, lambda: Order.nope, lambda: Level("x"), lambda: Order.NEW()):
        try:
            bad()
        except Exception as e:
            print(type(e).__name__, e)
    print(Order.NEW.__class__, type(Order), Order.__doc__, isinstance(Order.NEW, Order))
    print({Order.NEW: 1}, hash(Order.NEW) == hash("NEW"))
    match m.state:
        case Order.NEW | Order.PAID:
            print("early")
        case Order.DONE:
            print("finished")


asyncio.run(main())
