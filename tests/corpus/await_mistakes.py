import asyncio

async def compute(x, y):
    await asyncio.sleep(1)
    return x + y

async def main():
    result = compute(1, 2)
    print(type(result), result.__name__, result.cr_running, result.cr_await)
    try:
        print(result + 1)
    except TypeError as e:
        print("TypeError:", e)
    try:
        for x in result:
            print(x)
    except TypeError as e:
        print("TypeError:", e)
    try:
        async for x in result:
            pass
    except TypeError as e:
        print("TypeError:", e)
    try:
        await 5
    except TypeError as e:
        print("TypeError:", e)
    try:
        await compute
    except TypeError as e:
        print("TypeError:", e)
    try:
        await asyncio.gather(1, 2)
    except TypeError as e:
        print("TypeError:", e)
    try:
        asyncio.create_task(compute)
    except TypeError as e:
        print("TypeError:", str(e)[:40])
    try:
        asyncio.run(compute(3, 4))
    except RuntimeError as e:
        print("RuntimeError:", e)
    print(await result)
    try:
        await result
    except RuntimeError as e:
        print("RuntimeError:", e)
    try:
        result.send(5)
    except RuntimeError as e:
        print("RuntimeError:", e)
    c = compute(1, 1)
    try:
        c.send(5)
    except TypeError as e:
        print(e)
    c.close()
    with asyncio.Lock():
        pass

try:
    asyncio.run(main())
except TypeError as e:
    print(e)
try:
    asyncio.run(main)
except (ValueError, TypeError) as e:
    print(type(e).__name__, str(e).split("<")[0])
asyncio.run(compute(1))
