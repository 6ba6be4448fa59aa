import asyncio


async def serve():
    try:
        while True:
            print("serving")
            await asyncio.sleep(1)
    finally:
        print("server stopped")


async def user(delay):
    await asyncio.sleep(delay)
    raise KeyboardInterrupt


async def main():
    loop = asyncio.get_running_loop()
    impatient = asyncio.create_task(user(1.5))
    await serve()


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted, good-bye")
