import asyncio
from contextlib import asynccontextmanager, aclosing


class Connection:
    def __init__(self, host):
        self.host = host

    async def __aenter__(self):
        await asyncio.sleep(0.2)
        print("connected to", self.host)
        return self

    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(0.1)
        print("disconnected from", self.host, "after", kind.__name__ if kind else "no error")
        return kind is ConnectionResetError


@asynccontextmanager
async def transaction(name):
    print("begin", name)
    try:
        yield name.upper()
    except LookupError as error:
        print("rollback", name, repr(error))
        raise
    else:
        print("commit", name)


async def letters():
    try:
        for c in "xyz":
            yield c
    finally:
        print("letters closed")


async def main():
    async with Connection("db1") as first, Connection("db2"):
        print("using", first.host)
    async with Connection("flaky"):
        raise ConnectionResetError("peer went away")
    print("the error was handled by __aexit__")

    async with transaction("orders") as name:
        print("inside", name)
    try:
        async with transaction("users"):
            raise KeyError("id")
    except KeyError as error:
        print("outside", error)

    async with aclosing(letters()) as source:
        async for c in source:
            print(c)
            break

    try:
        async with open:
            pass
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
