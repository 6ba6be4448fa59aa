// What is measured: ordinary scripts, the same for both engines.

/** Whatever an asyncio script needs before it prints its first line. */
export const FIRST_OUTPUT = {
  prints: "first output",
  source: `import asyncio


async def main():
    await asyncio.sleep(0)
    print("first output")


asyncio.run(main())
`,
};

/** The sleeps are short: Pyodide waits for them, and it is not the waiting that is measured. */
const naps = (tasks) => ({
  prints: `woke ${tasks}`,
  source: `import asyncio


async def nap(number):
    await asyncio.sleep(0.001 + number % 10 / 1000)
    return 1


async def main():
    woke = await asyncio.gather(*(nap(number) for number in range(${tasks})))
    print("woke", sum(woke))


asyncio.run(main())
`,
});

export const TEN_THOUSAND_TASKS = naps(10_000);
export const HUNDRED_THOUSAND_TASKS = naps(100_000);

export const CPU_LOOP = {
  prints: "total 499999500000",
  source: `import asyncio


async def main():
    total = 0
    for number in range(1_000_000):
        total += number
    print("total", total)


asyncio.run(main())
`,
};

/** A server and its clients on one loop: all connections stand before the first word goes over one. */
export const ECHO_CLIENTS = {
  prints: "echoed 10000",
  source: `import asyncio

CLIENTS = 10_000


async def echo(reader, writer):
    while data := await reader.read(100):
        writer.write(data)
        await writer.drain()
    writer.close()


async def client(number, connected):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
    await connected.wait()
    writer.write(b"hello %d" % number)
    answer = await reader.read(100)
    writer.close()
    return answer == b"hello %d" % number


async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 8000, backlog=CLIENTS)
    connected = asyncio.Barrier(CLIENTS)
    clients = (client(number, connected) for number in range(CLIENTS))
    print("echoed", sum(await asyncio.gather(*clients)))
    server.close()


asyncio.run(main())
`,
};
