import asyncio


def say(word):
    print(f"{asyncio.get_running_loop().time() - zero:.1f} {word}")


async def main():
    global zero
    loop = asyncio.get_running_loop()
    zero = loop.time()
    loop.call_later(2, say, "later 2")
    loop.call_at(zero + 1, say, "at 1")
    loop.call_later(0, say, "later 0")
    loop.call_soon(say, "soon a")
    loop.call_soon(say, "soon b")
    loop.call_soon_threadsafe(say, "soon threadsafe")
    cancelled = loop.call_later(1.5, say, "never")
    soon = loop.call_soon(say, "never either")
    loop.call_later(1, cancelled.cancel)
    soon.cancel()
    print(cancelled.cancelled(), soon.cancelled(), cancelled.when() - zero)

    def chain(n):
        say(f"chain {n}")
        if n:
            loop.call_soon(chain, n - 1)

    loop.call_soon(chain, 2)
    say("main sleeps")
    await asyncio.sleep(0)
    say("main one turn later")
    await asyncio.sleep(3)
    say("main ends")
    print(cancelled.cancelled())
    try:
        loop.call_later(None, say, "x")
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
