# The same hundred on one loop: a task for each, in a single thread.
# Look for: 200 tasks that wait. A task takes a few kilobytes; to go
# from one to the next is a call, not a switch of threads.
import asyncio
import threading
import time

CLIENTS = 100  # try 1000


async def serve(reader, writer):
    name = await reader.read(100)
    await asyncio.sleep(1)  # asks the database
    writer.write(b"hello " + name)
    await writer.drain()
    writer.close()


async def ask(number, address):
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"%d" % number)
    return await reader.read(100)


async def main():
    server = await asyncio.start_server(
        serve, "127.0.0.1", 0, backlog=CLIENTS
    )
    address = server.sockets[0].getsockname()
    began = time.monotonic()
    async with server:
        clients = [
            asyncio.create_task(ask(number, address))
            for number in range(CLIENTS)
        ]
        await asyncio.sleep(0.5)
        print(len(asyncio.all_tasks()) - 1, "tasks, half of them serve")
        print(threading.active_count(), "thread")
        answers = await asyncio.gather(*clients)
    took = time.monotonic() - began
    print(f"{len(answers)} answers, the last after {took:.0f} s")


asyncio.run(main())
