import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def resource(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)
        if name == "careless":
            raise OSError(f"cannot close {name}")


async def rows():
    yield 1
    raise LookupError("row 2 is missing")


async def main():
    try:
        async with resource("careless"):
            raise ValueError("in the body")
    except OSError as error:
        print(error, "| context:", repr(error.__context__))
    async with resource("careful"):
        async for row in rows():
            print("row", row)


asyncio.run(main())
