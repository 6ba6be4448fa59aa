print(exit, repr(quit), type(help).__name__)
import asyncio
async def main():
    await asyncio.sleep(1)
    quit("leaving")
asyncio.run(main())
