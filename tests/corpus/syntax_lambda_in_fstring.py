import asyncio


print(f'{lambda x: 1}')


asyncio.run(asyncio.sleep(1))
