import asyncio
# elevator control + text rendering with textwrap & str methods; numbers of trips; aclosing on bus
class Bus:
    def __init__(self): self.subs = []
    def emit(self, **kw):
        for q in self.subs: q.put_nowait(kw)
    async def listen(self):
        q = asyncio.Queue(); self.subs.append(q)
        try:
            while (e := await q.get()) is not None:
                yield e
        finally:
            self.subs.remove(q)
            print("listener removed")
    def close(self):
        for q in self.subs: q.put_nowait(None)

async def elevator(bus, calls):
    floor = 0
    async for c in calls():
        step = 1 if c > floor else -1
        for f in range(floor, c, step):
            await asyncio.sleep(0.5)
            floor = f + step
            bus.emit(floor=floor, going="up" if step > 0 else "down")
        bus.emit(arrived=c)
    bus.close()

async def calls():
    for f in (3, 1, 1, 2):
        yield f

async def display(bus):
    async for e in bus.listen():
        match e:
            case {"floor": f, "going": d}:
                print(f"{asyncio.get_running_loop().time():>4.1f} {'█' * f:·<4} {f} {d}")
            case {"arrived": f, **rest} if not rest:
                print(f"     ding {f}")

async def impatient(bus):
    gen = bus.listen()
    async for e in gen:
        if e.get("arrived") == 1:
            print("impatient leaves")
            break
    await gen.aclose()
    print("subs", len(bus.subs))

async def main():
    bus = Bus()
    await asyncio.gather(display(bus), impatient(bus), elevator(bus, calls))
    print(bus.subs)

asyncio.run(main())
