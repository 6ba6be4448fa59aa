import argparse
import asyncio
import json
import sys
from pathlib import Path


def build():
    p = argparse.ArgumentParser(prog="pkg", description="A package tool with sub-commands.", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    p.add_argument("--version", action="version", version="%(prog)s 1.2.3")
    p.add_argument("-C", "--dir", type=Path, default=Path("."), help="where to work")
    p.add_argument("--log", choices=["debug", "info"], default="info", help="level")
    sub = p.add_subparsers(dest="cmd", required=True, metavar="COMMAND", title="commands")
    i = sub.add_parser("install", help="install packages", aliases=["i"])
    i.add_argument("names", nargs="*", help="what")
    i.add_argument("--dev", "-D", action=argparse.BooleanOptionalAction, default=False, help="dev too")
    i.add_argument("-j", type=int, dest="jobs", default=2, help="parallel jobs")
    i.set_defaults(run=install)
    r = sub.add_parser("remove")
    r.add_argument("name")
    r.add_argument("--force", "-f", action="store_const", const="yes", default="no")
    r.set_defaults(run=remove)
    l = sub.add_parser("list")
    l.add_argument("--tag", action="append", default=[])
    l.add_argument("--pair", nargs=2, metavar=("KEY", "VAL"))
    l.add_argument("--range", type=lambda s: range(*map(int, s.split(":"))))
    l.set_defaults(run=lister)
    return p


async def fetch(name, sem):
    async with sem:
        await asyncio.sleep(len(name) / 10)
        if name.startswith("bad"):
            raise LookupError(f"no package {name!r}")
        return {"name": name, "size": len(name) * 100}


async def install(a):
    sem = asyncio.Semaphore(a.jobs)
    res = await asyncio.gather(*(fetch(n, sem) for n in a.names), return_exceptions=True)
    for n, r in zip(a.names, res):
        print("FAIL" if isinstance(r, Exception) else "ok", n, r)
    return any(isinstance(r, Exception) for r in res)


async def remove(a):
    print("removing", a.name, a.force, a.dir)
    return 0


async def lister(a):
    print(json.dumps({k: str(v) for k, v in sorted(vars(a).items()) if k != "run"}))
    return 0


def main(argv):
    print("$ pkg", *argv)
    try:
        a = build().parse_args(argv)
    except SystemExit as e:
        return e.code
    return int(asyncio.run(a.run(a)))


for argv in (["install", "numpy", "bad-one", "httpx", "-j1", "--dev"], ["i", "x", "--no-dev"], ["remove", "q", "-f"], ["-C", "/tmp", "list", "--tag", "a", "--tag=b", "--pair", "k", "v", "--range", "1:3"], ["list", "--range", "x"], ["--version"], ["--help"], ["install", "-h"], [], ["instal"], ["remove"], ["list", "--pair", "k"], ["--log", "trace", "list"], ["list", "extra"], ["install", "-j", "many"]):
    print("=>", main(argv))
sys.exit(main(["install", "bad"]))
