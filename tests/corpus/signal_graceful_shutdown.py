import asyncio, signal, os, functools
class Server:
    def __init__(self): self.stopping = asyncio.Event(); self.jobs=set()
    async def job(self, n):
        try:
            await asyncio.sleep(n)
            print("job", n, "done")
        except asyncio.CancelledError:
            print("job", n, "cancelled"); raise
async def shutdown(sig, loop):
    print(f"Received exit signal {sig.name}...")
    tasks = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
    for t in tasks: t.cancel()
    print(f"Cancelling {len(tasks)} outstanding tasks")
    r = await asyncio.gather(*tasks, return_exceptions=True)
    loop.stop()
def main():
    loop = asyncio.new_event_loop()
    for s in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(s, lambda s=s: asyncio.create_task(shutdown(s, loop)))
    srv = Server()
    try:
        for n in (.1,.2,5,6): loop.create_task(srv.job(n))
        loop.call_later(.5, os.kill, os.getpid(), signal.SIGTERM)
        loop.run_forever()
    finally:
        loop.close()
        print("closed", signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT))
main()
async def order():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, print, "signal")
    loop.call_soon(print, "soon 1")
    os.kill(os.getpid(), signal.SIGUSR1)
    loop.call_soon(print, "soon 2")
    for i in range(4):
        await asyncio.sleep(0); print("turn", i)
    for a in ((99, print), ("x", print), (9, print), (10, order)):
        try: loop.add_signal_handler(*a)
        except Exception as e: print(type(e).__name__, e)
asyncio.run(order())
try: os.kill(999999, 0)
except OSError as e: print(repr(e))
print(signal.strsignal(15), signal.Signals(2), signal.SIGTERM, int(signal.SIGKILL), signal.SIG_DFL, signal.getsignal(15))
print(sorted(signal.valid_signals())[:5], len(signal.valid_signals()))
