# A thread starts with an empty context, `to_thread` with a copy of the caller's.
import asyncio
import contextvars
import threading
import time
from concurrent.futures import ThreadPoolExecutor

var = contextvars.ContextVar("var", default="default")


def show(name, seconds):
    print(name, "sees", var.get())
    var.set(name)
    time.sleep(seconds)
    print(name, "has", var.get())


async def task(name, seconds):
    var.set(f"task {name}")
    await asyncio.to_thread(show, name, seconds)
    print(name, "afterwards", var.get())


async def main():
    var.set("main")
    await asyncio.gather(task("a", 3), task("b", 1))
    print("main still", var.get())


var.set("script")
thread = threading.Thread(target=show, args=("plain", 1))
thread.start()
thread.join()
copied = contextvars.copy_context()
with ThreadPoolExecutor(1) as pool:
    pool.submit(show, "pool", 1).result()
    pool.submit(copied.run, show, "copied", 1).result()
print(var.get(), copied[var])
asyncio.run(main())
