import asyncio
import contextvars

name = contextvars.ContextVar("name", default="nobody")


def sets(value):
    name.set(value)
    return name.get()


# A context that is gone leaves nothing to the one that takes its place.
print(contextvars.Context().run(sets, "first"))
print(contextvars.Context().run(name.get))
for value in range(3):
    print(contextvars.Context().run(sets, value), contextvars.Context().run(name.get, "given"))


async def task(value):
    before = name.get()
    name.set(value)
    await asyncio.sleep(0)
    return before, name.get()


async def main():
    for value in ("a", "b", "c"):
        print(await asyncio.create_task(task(value)), name.get())


asyncio.run(main())
try:
    contextvars.ContextVar("empty").get()
except LookupError as error:
    print(type(error).__name__)
