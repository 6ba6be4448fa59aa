import argparse
import asyncio
import sys


def build():
    p = argparse.ArgumentParser(prog="fetch", description="Fetch things concurrently.", epilog="Have fun.")
    p.add_argument("urls", nargs="*", default=["a", "b"], help="what to fetch (default: %(default)s)")
    p.add_argument("-c", "--concurrency", type=int, default=2, metavar="N")
    p.add_argument("-v", "--verbose", action="count", default=0)
    p.add_argument("--mode", choices=["fast", "slow"], default="fast")
    g = p.add_mutually_exclusive_group()
    g.add_argument("--json", action="store_true")
    g.add_argument("--csv", action="store_true")
    p.add_argument("--version", action="version", version="%(prog)s 1.2")
    return p


async def fetch(url, sem):
    async with sem:
        await asyncio.sleep(len(url) / 10)
        return url.upper()


async def main(argv):
    args = build().parse_args(argv)
    print(args)
    sem = asyncio.Semaphore(args.concurrency)
    print(await asyncio.gather(*(fetch(u, sem) for u in args.urls)))


def attempt(argv):
    try:
        asyncio.run(main(argv))
    except SystemExit as e:
        sys.stderr.flush()
        print("exit", e.code)


attempt([])
attempt(["x", "yy", "-c", "3", "-vv", "--json"])
attempt(["-c", "many"])
attempt(["--json", "--csv"])
attempt(["--wat"])
attempt(["--version"])
attempt(["-h"])
p = argparse.ArgumentParser()
sub = p.add_subparsers(dest="cmd", required=True)
add = sub.add_parser("add", help="add numbers")
add.add_argument("n", type=float, nargs="+")
ns = p.parse_args(["add", "1", "2.5"])
print(ns.cmd, sum(ns.n))
