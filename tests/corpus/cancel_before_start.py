# A task cancelled before its first step never begins; the message is told once.
import asyncio


async def job(name):
    print(name, "begins")
    try:
        await asyncio.sleep(5)
    finally:
        print(name, "ends")


async def main():
    quick = asyncio.create_task(job("quick"))
    print(quick.cancel("changed my mind"), quick.cancelling(), quick.done())
    for _ in range(2):
        try:
            await quick
        except asyncio.CancelledError as error:
            print(repr(error), quick.cancelled())

    children = [asyncio.create_task(job(name)) for name in ("first", "second")]
    asyncio.get_running_loop().call_soon(children[0].cancel, "by the loop")
    children[1].cancel("at once")
    print(await asyncio.gather(*children, return_exceptions=True))


asyncio.run(main())
