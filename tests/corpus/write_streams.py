import asyncio
import contextlib
import io
import sys


async def noisy(name):
    print(name, "to stdout")
    print(name, "to stderr", file=sys.stderr)
    await asyncio.sleep(0.1)
    sys.stdout.write(f"{name} ")
    sys.stdout.write("in pieces\n")
    sys.stderr.write(f"{name} unfinished ")


async def main():
    await asyncio.gather(noisy("a"), noisy("b"))
    print(file=sys.stderr)
    print(1, "two", 3.0, None, sep=", ", end=".\n", flush=True)
    buffer = io.StringIO()
    with contextlib.redirect_stdout(buffer):
        await noisy("captured")
    print(repr(buffer.getvalue()))
    sys.stdout.buffer.write(b"raw bytes \xc3\xa9\n")
    sys.stdout.flush()
    print(sys.stdout.isatty(), sys.stdout.encoding, sys.stdin is not None)
    print(*range(5), sep="\n")
    print("no newline at the end", end="")


asyncio.run(main())
