# asyncio.run cancels what is left, and waits for its clean-up.
import asyncio


async def background():
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print("background: cancelled, tidying up")
        await asyncio.sleep(0.5)
        print("background: tidy at", asyncio.get_running_loop().time())
        raise


async def fails_while_closing():
    try:
        await asyncio.Event().wait()
    finally:
        raise RuntimeError("clean-up went wrong")


async def main():
    asyncio.create_task(background())
    await asyncio.sleep(1)
    print("main returns")
    return "value"


async def second():
    asyncio.create_task(fails_while_closing(), name="careless")
    await asyncio.sleep(1)
    print("second returns")


print(asyncio.run(main()))
asyncio.run(second())
print("end")
