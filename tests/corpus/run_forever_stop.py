import asyncio

loop = asyncio.new_event_loop()
count = 0


def beat():
    global count
    count += 1
    print("beat", count, "at", loop.time())
    if count == 4:
        loop.stop()
        loop.call_soon(print, "scheduled after stop: next run")
    else:
        loop.call_later(0.5, beat)


loop.call_soon(beat)
loop.run_forever()
print("stopped at", loop.time(), "running:", loop.is_running())

# stop() before run_forever(): exactly one turn.
loop.stop()
loop.run_forever()
print("one turn")


async def helper():
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("helper cancelled")
        raise
    finally:
        loop.stop()


task = loop.create_task(helper())
loop.call_later(2, task.cancel)
loop.run_forever()
print(task.cancelled(), loop.time())
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
