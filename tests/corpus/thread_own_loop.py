# Threads with a loop of their own: one runs it to an end, one serves it until stopped.
import asyncio
import threading
import time

began = time.monotonic()


def now():
    return int(time.monotonic() - began)


async def steps(name, seconds):
    for number in range(3):
        await asyncio.sleep(seconds)
        print(name, number, threading.current_thread().name, now())
    return name


def run(name, seconds):
    print("returned", asyncio.run(steps(name, seconds)))


loop = asyncio.new_event_loop()


def serve():
    asyncio.set_event_loop(loop)
    loop.run_forever()
    print("stopped", now())
    loop.close()


server = threading.Thread(target=serve, name="server")
server.start()
runner = threading.Thread(target=run, args=("own", 2), name="runner")
runner.start()
future = asyncio.run_coroutine_threadsafe(steps("served", 3), loop)
print("main waits", future.result(), now())
runner.join()
loop.call_soon_threadsafe(loop.stop)
server.join()
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
