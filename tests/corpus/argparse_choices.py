import argparse
import asyncio
import sys


async def work(ns):
    await asyncio.sleep(ns.delay)
    print(ns)


def main(argv):
    p = argparse.ArgumentParser(prog="grab", usage="%(prog)s [options] URL...")
    p.add_argument("url", nargs="+")
    p.add_argument("--delay", type=float, default=0.5)
    p.add_argument("--mode", choices=("fast", "slow"), default="fast", help="how (%(choices)s)")
    p.add_argument("-q", "--quiet", action="store_true")
    p.add_argument("--retries", type=int, choices=range(3), metavar="N")
    asyncio.run(work(p.parse_args(argv)))


main(["http://x", "--delay", "2", "-q"])
try:
    main(["u", "--retries", "7"])
except SystemExit as e:
    print("code", e.code)
main(["u", "--mode", "medium"])
