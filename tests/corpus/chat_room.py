import asyncio
from dataclasses import dataclass, field


@dataclass
class Room:
    members: dict[str, asyncio.Queue] = field(default_factory=dict)

    def join(self, name):
        self.members[name] = asyncio.Queue()
        self.broadcast("*", f"{name} joins")
        return self.members[name]

    def leave(self, name):
        self.members.pop(name).put_nowait(None)
        self.broadcast("*", f"{name} leaves")

    def broadcast(self, sender, text):
        for name, inbox in self.members.items():
            if name != sender:
                inbox.put_nowait(f"<{sender}> {text}")


async def client(room, name, script):
    inbox = room.join(name)
    reader = asyncio.create_task(read(name, inbox))
    for pause, text in script:
        await asyncio.sleep(pause)
        room.broadcast(name, text)
    await asyncio.sleep(0.5)
    room.leave(name)
    return name, await reader


async def read(name, inbox):
    seen = 0
    while (line := await inbox.get()) is not None:
        seen += 1
        print(f"{asyncio.get_running_loop().time():.1f} {name:>5} reads {line}")
    return seen


async def main():
    room = Room()
    print(dict(await asyncio.gather(
        client(room, "ann", [(1, "hi all"), (1, "bye")]),
        client(room, "bob", [(1.5, "hello ann")]),
        client(room, "cyd", []),
    )))


asyncio.run(main())
