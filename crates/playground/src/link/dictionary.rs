//! What version 1 takes for granted.

/// Text that links of version 1 refer back to instead of carrying it: the phrases of short async programs,
/// the likeliest last, where they cost least. **Frozen:** one changed byte and no link of version 1 opens.
///
/// A literal of Rust, because its line ends are `\n` however the file was checked out.
pub(super) const DICTIONARY: &str = r#"
from contextlib import asynccontextmanager, AsyncExitStack, suppress
from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor
from collections import deque, defaultdict
from dataclasses import dataclass
from fastapi import FastAPI, HTTPException, Depends
from pydantic import BaseModel
import contextvars
import functools
import itertools
import aiohttp
import httpx
import logging
import threading
import random
async with httpx.AsyncClient() as client:
        response = await client.get("https://httpbin.org/delay/1")
        response.raise_for_status()
        return response.json()
async with aiohttp.ClientSession() as session:
@app.get("/items/{item_id}")
@asynccontextmanager
async def __aenter__(self):
        return self
    async def __aexit__(self, exc_type, exc, tb):
    def __init__(self, name: str, delay: float) -> None:
        self.name = name
    def __await__(self):
        yield
    def __aiter__(self):
    async def __anext__(self):
        raise StopAsyncIteration
class Worker(Exception):
    """A docstring that says what this is."""
loop = asyncio.get_running_loop()
future = loop.create_future()
    future.set_result(
    loop.call_soon(
    loop.call_later(1, 
    loop.run_in_executor(None, 
await asyncio.to_thread(time.sleep, 1)
task.add_done_callback(
asyncio.current_task().get_name()
asyncio.all_tasks()
condition = asyncio.Condition()
barrier = asyncio.Barrier(3)
event = asyncio.Event()
    await event.wait()
    event.set()
lock = asyncio.Lock()
    async with lock:
semaphore = asyncio.Semaphore(2)
    async with semaphore:
queue = asyncio.Queue(maxsize=2)
async def consumer(queue):
    while True:
        item = await queue.get()
        queue.task_done()
async def producer(queue):
        await queue.put(item)
    await queue.put(None)
    await queue.join()
if item is None:
            break
            continue
elif not else: pass in range(10): lambda 
    nonlocal counter
    global counter
    assert isinstance(value, int)
for attempt in range(1, 4):
for index, item in enumerate(items):
for i in range(3):
for name, delay in 
for task in asyncio.as_completed(tasks):
        result = await task
async for item in 
    yield item
        raise ValueError("
        raise RuntimeError("
    except Exception as error:
    except* ValueError as group:
            for error in group.exceptions:
    except asyncio.CancelledError:
        raise
    except TimeoutError:
        print("timed out")
        print(f"failed: {error}")
    finally:
        print("cleaned up")
    try:
done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
await asyncio.shield(
await asyncio.wait_for(
async with asyncio.timeout(1.5):
async with asyncio.TaskGroup() as tg:
        first = tg.create_task(
        second = tg.create_task(
    task = asyncio.create_task(worker("
    tasks = [asyncio.create_task(fetch(name, delay)) for 
    task.cancel()
    await task
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(results)
    print(await asyncio.gather(
# sleep waits without holding the loop: the other tasks run meanwhile.
    started = time.monotonic()
    start = time.perf_counter()
    elapsed = time.monotonic() - started
    print(f"{time.monotonic() - started:.1f} s  
    print(f"{name}: started")
    print(f"{name} done")
    print("done")
    time.sleep(2)
    await asyncio.sleep(0)
    await asyncio.sleep(delay)
    await asyncio.sleep(1)
    await asyncio.sleep(0.5)
async def worker(name, delay):
async def fetch(name: str, delay: float) -> str:
    return f"{name}
    return result


if __name__ == "__main__":
    asyncio.run(main())
async def main() -> None:
async def main():


asyncio.run(main())
{"title":"Untitled","variants":[{"name":"main","bytes":1024}],"seed":2,"active":1,"cursor":1.5}
{"title":"Coffee bar","variants":[{"name":"sequential","bytes":612},{"name":"gather","bytes":587},{"name":"blocking","bytes":712}]}
import time
import asyncio
"#;
