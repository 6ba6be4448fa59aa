import asyncio
total = 0

async def add(n):
    await asyncio.sleep(0.1)
    try:
        total += n
    except UnboundLocalError as e:
        print("UnboundLocalError:", e)
        print(type(e).__name__, e.name, e.args)

async def ok(n):
    global total
    total += n

def outer():
    def inner():
        return x
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    x = 1

async def deleted():
    y = 1
    del y
    print(y)

async def main():
    await asyncio.gather(*(add(i) for i in range(2)), *(ok(i) for i in range(4)))
    print(total)
    outer()
    try:
        await deleted()
    except UnboundLocalError as e:
        print(e)
    try:
        print(undefined_thing)
    except NameError as e:
        print(e, e.name)
    try:
        for i in []:
            pass
        print(i)
    except NameError as e:
        print(e)
    try:
        class A:
            print(zz)
    except NameError as e:
        print(e)

asyncio.run(main())
