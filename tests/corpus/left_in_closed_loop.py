import asyncio

async def child(n):
    try:
        await asyncio.sleep(10)
    finally:
        print("child", n, "finally")

async def main():
    for i in range(3):
        asyncio.ensure_future(child(i))
    await asyncio.sleep(0)
    print("main done")

loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(main())
finally:
    tasks = asyncio.all_tasks(loop)
    print(len(tasks))
    loop.close()
    print("closed", loop.is_closed())
del tasks
print("end")
