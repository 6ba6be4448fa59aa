# Two hundred small programs made of random asyncio operations, drawn from a seed, and all that they do.
import asyncio
import itertools
import random
import time


class Boom(Exception):
    pass


class World:
    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.loop = asyncio.get_running_loop()
        self.numbers = itertools.count(1)
        self.tasks = []
        self.left = 50
        self.lock, self.gate, self.event = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event()
        self.queue, self.changed, self.barrier = asyncio.Queue(1), asyncio.Condition(), asyncio.Barrier(2)

    def say(self, *words):
        task = asyncio.current_task()
        print(f"{self.loop.time() - self.began:g}", task.get_name() if task else "-", *words)

    def pause(self):
        return self.draw.choice([0, 0, 0.25, 0.5, 0.5, 1, -1])

    def factory(self, loop, coro, **options):
        options["name"] = f"t{next(self.numbers)}"
        self.tasks.append(task := asyncio.Task(coro, loop=loop, **options))
        return task

    def spawn(self, depth, **options):
        return asyncio.create_task(program(self, depth + 1), **options)


async def op_sleep(w, depth):
    return await asyncio.sleep(w.pause(), "slept")


async def op_spawn(w, depth):
    task = w.spawn(depth, eager_start=w.draw.random() < 0.3)
    return await task if w.draw.random() < 0.5 else task.done()


async def op_gather(w, depth):
    children = [program(w, depth + 1) if w.draw.random() < 0.5 else w.spawn(depth) for _ in range(w.draw.randint(0, 3))]
    return [str(r) for r in await asyncio.gather(*children, return_exceptions=w.draw.random() < 0.5)]


async def op_wait(w, depth):
    tasks = [w.spawn(depth) for _ in range(w.draw.randint(1, 3))]
    until = w.draw.choice([asyncio.ALL_COMPLETED, asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION])
    done, pending = await asyncio.wait(tasks, timeout=w.draw.choice([None, 0, 0.5]), return_when=until)
    if w.draw.random() < 0.5:
        for task in tasks:
            task.cancel()
    return [task in done for task in tasks]


async def op_wait_for(w, depth):
    return await asyncio.wait_for(program(w, depth + 1), w.draw.choice([None, 0, 0.25, 1, -1]))


async def op_timeout(w, depth):
    async with asyncio.timeout(w.draw.choice([None, 0, 0.5, 1])) as scope:
        await asyncio.sleep(w.pause())
        if w.draw.random() < 0.5:
            scope.reschedule(w.loop.time() + w.draw.choice([0, 0.25, 1, -1]))
        return await program(w, depth + 1)


async def op_group(w, depth):
    async with asyncio.TaskGroup() as group:
        group.create_task(program(w, depth + 1))
        await program(w, depth + 1)
    return "grouped"


async def op_shield(w, depth):
    return await asyncio.shield(w.spawn(depth))


async def op_as_completed(w, depth):
    found = []
    async for task in asyncio.as_completed([w.spawn(depth) for _ in range(2)], timeout=w.draw.choice([None, 0.5, 2])):
        found.append(task.get_name())
    return found


async def op_lock(w, depth):
    async with w.lock if w.draw.random() < 0.5 else w.gate:
        w.say("holds")
        return await asyncio.sleep(w.pause(), "released")


async def op_event(w, depth):
    if w.draw.random() < 0.5:
        return await asyncio.wait_for(w.event.wait(), 1)
    w.event.set()
    w.event.clear()


async def op_queue(w, depth):
    return await asyncio.wait_for(w.queue.put(depth) if w.draw.random() < 0.5 else w.queue.get(), 1)


async def op_condition(w, depth):
    async with w.changed:
        if w.draw.random() < 0.5:
            return w.changed.notify(2)
        return await asyncio.wait_for(w.changed.wait(), 1)


async def op_barrier(w, depth):
    return await asyncio.wait_for(w.barrier.wait(), 0.5)


async def op_cancel(w, depth):
    pending = [task for task in w.tasks if not task.done()]
    victim = w.draw.choice(pending) if pending else asyncio.current_task()
    return victim.get_name(), victim.cancel("please") if w.draw.random() < 0.5 else victim.cancel()


async def op_fail(w, depth):
    raise Boom(depth)


async def op_block(w, depth):
    time.sleep(0.25)


async def op_cleanup(w, depth):
    try:
        return await program(w, depth + 1)
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        w.say("cancelled", error.args, task.cancelling(), w.draw.random() < 0.5 and task.uncancel())
        if w.draw.random() < 0.5:
            raise
    finally:
        await asyncio.sleep(w.pause())
        w.say("cleaned up")


async def op_callbacks(w, depth):
    future = w.loop.create_future()
    future.add_done_callback(lambda future: w.say("callback", future.cancelled()))
    timer = w.loop.call_later(max(0, w.pause()), lambda: future.done() or future.set_result("timer"))
    w.loop.call_soon(w.say, "soon")
    if w.draw.random() < 0.2:
        timer.cancel()
        w.loop.call_soon(future.cancel)
    return await future


async def op_generator(w, depth):
    async def generate():
        try:
            for i in range(3):
                yield i
                await asyncio.sleep(w.pause())
        finally:
            await asyncio.sleep(0)
            w.say("generator closed")

    source = generate()
    try:
        async for i in source:
            if w.draw.random() < 0.3:
                return i
    finally:
        await source.aclose()


OPERATIONS = [value for name, value in sorted(globals().items()) if name.startswith("op_")]


async def program(w, depth):
    try:
        for _ in range(w.draw.randint(1, 3)):
            w.left -= 1
            operation = w.draw.choice(OPERATIONS) if w.left > 0 and depth < 6 else op_sleep
            w.say(operation.__name__)
            try:
                w.say("->", await operation(w, depth))
            except (TimeoutError, asyncio.BrokenBarrierError, ExceptionGroup) as error:
                w.say("caught", type(error).__name__)
    except BaseException as error:
        w.say("out by", repr(error))
        raise
    return depth


async def main(seed):
    w = World(seed)
    w.began = w.loop.time()
    w.loop.set_task_factory(w.factory)
    w.loop.set_exception_handler(lambda loop, context: None)
    try:
        await asyncio.wait_for(program(w, 0), 20)
    finally:
        # One by one: asyncio.run would cancel the rest in the order of a set.
        for task in w.tasks:
            while not task.done():
                task.cancel()
                await asyncio.wait([task], timeout=1)


for seed in range(200):
    print("#", seed)
    try:
        asyncio.run(main(seed))
    except (Boom, asyncio.CancelledError) as error:
        print("ended by", repr(error))
