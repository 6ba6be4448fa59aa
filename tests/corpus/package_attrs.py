"""attrs: classes, validators, converters, slots, frozen, evolve; the errors it gives."""
import asyncio
import attr
import attrs
from attrs import define, field, frozen, validators


@define
class Order:
    id: int = field(converter=int)
    item: str = field(validator=validators.instance_of(str))
    amount: int = field(default=1, validator=[validators.ge(1), validators.lt(100)])
    tags: list[str] = field(factory=list, repr=False, eq=False)

    @property
    def label(self):
        return f"{self.amount} x {self.item}"


@frozen(order=True)
class Point:
    x: float
    y: float = 0.0


@attr.s(auto_attribs=True, slots=True)
class Old:
    a: int
    b: int = attr.ib(default=attr.Factory(lambda self: self.a * 2, takes_self=True))


def wrong(make):
    try:
        make()
    except Exception as error:
        print(type(error).__name__, error if not error.args or len(error.args) == 1 else error.args[0])


async def main():
    order = Order("7", "tea")
    print(order, order.label, order == Order(7, "tea", tags=["x"]))
    print(attrs.asdict(order), attrs.astuple(Point(1, 2)))
    print(attrs.evolve(Point(1, 2), y=5), sorted([Point(2), Point(1, 3), Point(1)]))
    print(Old(3), attr.fields_dict(Old).keys())
    wrong(lambda: Order(1, 2))
    wrong(lambda: Order(1, "tea", 0))
    wrong(lambda: Order("x", "tea"))
    wrong(lambda: setattr(Point(1), "x", 2))
    wrong(lambda: Order())
    wrong(lambda: setattr(order, "colour", "red"))
    print(hash(Point(1)) == hash(Point(1)), [each.name for each in attrs.fields(Order)])
    print(attrs.has(Order), attrs.make_class("Made", ["p", "q"])(1, 2))
    await asyncio.sleep(0.1)


asyncio.run(main())
