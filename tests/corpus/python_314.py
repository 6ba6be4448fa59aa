# Syntax that is new in recent versions, in an async program.
import asyncio
from dataclasses import dataclass
from typing import Protocol

type Callback[T] = "list[T]"


class Source[T](Protocol):
    async def get(self) -> T: ...


@dataclass(frozen=True, slots=True)
class Reading[T: (int, float)]:
    value: T
    unit: str = "°C"


async def first[T](*sources: Source[T]) -> T | None:
    for source in sources:
        try:
            return await source.get()
        except TimeoutError, ConnectionError:
            print("next, please")
    return None


class Broken:
    async def get(self) -> Undefined:
        raise ConnectionError


class Works:
    async def get(self) -> Reading[float]:
        await asyncio.sleep(0.5)
        return Reading(21.5)


async def main():
    print(await first(Broken(), Works()), Callback.__name__, Callback.__type_params__)
    names = ["ann", "bob"]
    print(f"nested {', '.join(f"{name!r:>6}" for name in names)} quotes")
    greeting = t"Hello {names[0]:>5}!"
    print(greeting.strings, [(i.value, i.expression, i.format_spec) for i in greeting.interpolations])
    with (await manager(1) as a, await manager(2) as b):
        print(a + b)
    if (n := len(names)) > 1 and not isinstance(n, str | bytes):
        print(n)


class manager:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self

    def __enter__(self):
        return self.n

    def __exit__(self, *error):
        print("exit", self.n)


asyncio.run(main())
