import asyncio

print("a script is not a notebook")
await asyncio.sleep(1)
