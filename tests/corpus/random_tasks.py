"""Tasks made at random that wait for, cancel, shield and time out each other, lazily and eagerly started."""
import asyncio
import random

LOG = []


def note(*what):
    LOG.append(" ".join(str(part) for part in what))


class World:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.tasks = []
        self.futures = []
        self.count = 0

    def pick(self, things):
        return self.random.choice(things) if things else None

    def name(self):
        self.count += 1
        return f"t{self.count}"

    async def leaf(self, kind):
        loop = asyncio.get_running_loop()
        if kind == 0:
            await asyncio.sleep(self.random.randrange(4) / 4)
        elif kind == 1:
            future = loop.create_future()
            self.futures.append(future)
            async with asyncio.timeout(2):
                return await future
        elif kind == 2:
            raise ValueError("by chance")
        elif kind == 3 and self.tasks:
            task = self.pick(self.tasks)
            note("cancel", task.get_name(), task.cancel(self.random.choice([None, "msg"])), task.cancelling(), task._must_cancel)
        elif kind == 4 and self.futures:
            future = self.pick(self.futures)
            if not future.done():
                self.random.choice([lambda: future.set_result("set"), lambda: future.set_exception(OSError("set")), lambda: future.cancel("set")])()
        elif kind == 5:
            me = asyncio.current_task()
            me.cancel("self")
            if self.random.random() < 0.5:
                note("uncancel", me.uncancel(), me._must_cancel)
        return kind

    async def node(self, depth):
        me = asyncio.current_task().get_name()
        note("start", me, asyncio.get_running_loop().time())
        try:
            for _ in range(self.random.randrange(1, 4)):
                await self.step(depth)
        except asyncio.CancelledError as error:
            note("cancelled", me, error.args, asyncio.current_task().cancelling())
            if self.random.random() < 0.3:
                asyncio.current_task().uncancel()
                await asyncio.sleep(0.25)
                return "swallowed"
            raise
        except Exception as error:
            note("error", me, repr(error))
            if self.random.random() < 0.5:
                raise
        finally:
            note("end", me, asyncio.get_running_loop().time())
        return me

    def spawn(self, depth):
        eager = self.random.random() < 0.3
        task = asyncio.create_task(self.node(depth), name=self.name(), eager_start=eager)
        task.add_done_callback(lambda t: note("done", t.get_name(), t._state))
        self.tasks.append(task)
        return task

    async def step(self, depth):
        choice = self.random.randrange(9)
        if depth == 0 or choice < 3:
            await self.leaf(self.random.randrange(6))
        elif choice == 3:
            await self.spawn(depth - 1)
        elif choice == 4:
            results = await asyncio.gather(*[self.spawn(depth - 1) for _ in range(2)], return_exceptions=self.random.random() < 0.5)
            note("gathered", [repr(result) for result in results])
        elif choice == 5:
            done, pending = await asyncio.wait([self.spawn(depth - 1), self.spawn(depth - 1)], timeout=0.5,
                                               return_when=self.random.choice([asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED]))
            note("waited", sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
        elif choice == 6:
            note("for", await asyncio.wait_for(self.spawn(depth - 1), 0.5))
        elif choice == 7:
            note("shielded", await asyncio.shield(self.spawn(depth - 1)))
        else:
            # Only of those made later: two that wait for each other would wait for ever.
            me = int(asyncio.current_task().get_name()[1:])
            other = self.pick([t for t in self.tasks if int(t.get_name()[1:]) > me and not t.done()])
            if other is not None:
                note("awaits", other.get_name())
                await other


async def main(seed):
    world = World(seed)
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: note("handler", context["message"]))
    roots = [world.spawn(3) for _ in range(3)]
    done, pending = await asyncio.wait(roots, timeout=30)
    note("over", asyncio.get_running_loop().time(), len(pending))
    for task in world.tasks:
        if task.done() and not task.cancelled():
            task.exception()
    for task in world.tasks:
        task.cancel("the end")
    await asyncio.gather(*world.tasks, return_exceptions=True)
    for task in world.tasks:
        note(task.get_name(), task._state, task.cancelling(), task._must_cancel, task._cancel_message)


for seed in range(40):
    LOG.clear()
    try:
        asyncio.run(main(seed))
    except BaseException as error:
        note("run", repr(error))
    print(f"--- {seed}")
    print("\n".join(LOG))
