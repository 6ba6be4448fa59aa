import asyncio
import inspect
from dataclasses import dataclass, fields, field
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints, Protocol, runtime_checkable, NamedTuple


class Range(NamedTuple):
    lo: float
    hi: float

    def check(self, name, v):
        if not self.lo <= v <= self.hi:
            raise ValueError(f"{name}={v} not in [{self.lo}, {self.hi}]")


@runtime_checkable
class Validator(Protocol):
    def check(self, name: str, v: Any) -> None: ...


@dataclass
class Config:
    host: str
    port: Annotated[int, Range(1, 65535)] = 80
    mode: Literal["dev", "prod"] = "dev"
    ratio: Annotated[float, Range(0, 1)] = 0.5
    tags: list[str] = field(default_factory=list)

    def __post_init__(self):
        for name, hint in get_type_hints(type(self), include_extras=True).items():
            value = getattr(self, name)
            if get_origin(hint) is Literal and value not in get_args(hint):
                raise ValueError(f"{name} must be one of {get_args(hint)}, not {value!r}")
            for v in getattr(hint, "__metadata__", ()):
                if isinstance(v, Validator):
                    v.check(name, value)


def inject(fn):
    hints = get_type_hints(fn)

    async def call(**kw):
        out = {}
        for name, p in inspect.signature(fn).parameters.items():
            raw = kw.pop(name, p.default)
            if raw is p.empty:
                raise TypeError(f"missing {name}: {hints[name].__name__}")
            out[name] = raw if isinstance(raw, hints[name]) else hints[name](raw)
        if kw:
            raise TypeError(f"unknown {sorted(kw)}")
        return await fn(**out)
    return call


@inject
async def serve(host: str, port: int, ratio: float = 0.1):
    await asyncio.sleep(ratio)
    return Config(host, port, ratio=ratio)


async def main():
    print(await serve(host="h", port="8080"))
    for kw in ({"host": "h"}, {"host": "h", "port": "x"}, {"host": "h", "port": 0}, {"host": "h", "port": 1, "x": 2}, {"host": 1, "port": 2, "ratio": "1.5"}):
        try:
            print(await serve(**kw))
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    try:
        Config("h", mode="test")
    except ValueError as e:
        print(e)
    print([(f.name, f.type) for f in fields(Config)][:2], get_type_hints(Config)["port"], Range(1, 2), asyncio.get_running_loop().time())


asyncio.run(main())
