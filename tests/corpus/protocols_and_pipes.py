import asyncio
import asyncio.subprocess
import signal
import sys

async def main():
    loop = asyncio.get_running_loop()
    print(sys.version_info[:2], sys.implementation.name)
    print(signal.SIGINT, signal.Signals(15).name)
    old = signal.signal(signal.SIGTERM, lambda s, f: None)

    print(asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT, asyncio.subprocess.DEVNULL)
    try:
        signal.signal(999, signal.SIG_DFL)
    except ValueError as e:
        print(e)
    print(asyncio.StreamReader, asyncio.Protocol, asyncio.BaseProtocol.__mro__[1:])
    print(issubclass(asyncio.Protocol, asyncio.BaseProtocol), issubclass(asyncio.DatagramProtocol, asyncio.BaseProtocol))

    class P(asyncio.Protocol):
        def connection_made(self, transport):
            print("made", transport)
    p = P()
    p.connection_made("fake transport")
    print(p.data_received(b""), p.eof_received(), p.connection_lost(None))
    t = asyncio.Transport()
    for m in ("close", "is_closing", "get_extra_info", "pause_reading", "abort"):
        try:
            print(m, getattr(t, m)(*(["x"] if m == "get_extra_info" else [])))
        except NotImplementedError as e:
            print(m, "NotImplementedError", e)
    print(asyncio.IncompleteReadError(b"ab", 5), asyncio.LimitOverrunError("too long", 3).consumed)
    print(asyncio.InvalidStateError.__mro__[1], asyncio.SendfileNotAvailableError.__mro__[1])
    print(asyncio.TimeoutError is TimeoutError, asyncio.CancelledError.__mro__[1:])

asyncio.run(main())
