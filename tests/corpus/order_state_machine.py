import asyncio
import json
from dataclasses import asdict, dataclass, field
from enum import Enum, auto


class State(Enum):
    NEW = auto()
    PAID = auto()
    SHIPPED = auto()
    CANCELLED = auto()


@dataclass
class Order:
    number: int
    items: list[str]
    state: State = State.NEW
    history: list[tuple[float, str]] = field(default_factory=list)

    def move(self, state):
        self.history.append((asyncio.get_running_loop().time(), f"{self.state.name}→{state.name}"))
        self.state = state


async def handle(order, events):
    async for event in events:
        match order.state, event:
            case State.NEW, {"type": "payment", "amount": amount} if amount >= 10 * len(order.items):
                order.move(State.PAID)
            case State.NEW, {"type": "payment", "amount": amount}:
                print(f"order {order.number}: {amount} is not enough")
            case State.PAID, {"type": "ship"}:
                order.move(State.SHIPPED)
            case (State.NEW | State.PAID), {"type": "cancel", **rest}:
                order.move(State.CANCELLED)
                print(f"order {order.number} cancelled: {rest}")
            case state, other:
                print(f"order {order.number}: {other['type']} makes no sense when {state}")


async def replay(*events):
    for delay, kind, *rest in events:
        await asyncio.sleep(delay)
        yield {"type": kind} | dict(rest)


async def main():
    first, second = Order(1, ["cup"]), Order(2, ["pot", "lid"])
    await asyncio.gather(
        handle(first, replay((1, "ship"), (0.5, "payment", ("amount", 10)), (2, "ship"))),
        handle(second, replay((0.5, "payment", ("amount", 15)), (1, "cancel", ("why", "changed my mind")), (1, "ship"))),
    )
    for order in (first, second):
        print(json.dumps(asdict(order), default=lambda state: state.name.lower(), ensure_ascii=False))


asyncio.run(main())
