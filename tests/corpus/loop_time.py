import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    marks = [loop.time()]
    for delay in (0.5, 0, 1.25, 0.001):
        await asyncio.sleep(delay)
        marks.append(loop.time())
    print([round(b - a, 6) for a, b in zip(marks, marks[1:])])

    counter, monotonic, wall = time.perf_counter(), time.monotonic(), time.time()
    await asyncio.sleep(2)
    print(f"{time.perf_counter() - counter:.3f} {time.monotonic() - monotonic:.3f} {time.time() - wall:.3f}")

    nanos = time.perf_counter_ns()
    await asyncio.sleep(0.25)
    print((time.perf_counter_ns() - nanos) / 1e9)

    deadline = loop.time() + 1
    steps = 0
    while loop.time() < deadline:
        await asyncio.sleep(0.3)
        steps += 1
    print("steps:", steps, f"overshoot {loop.time() - deadline:.1f}")


asyncio.run(main())
