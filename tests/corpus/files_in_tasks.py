import asyncio, json, csv, os, pathlib, logging, io, shutil, configparser
logging.basicConfig(filename="app.log", level=logging.INFO, format="%(levelname)s %(message)s")

class AsyncFile:
    def __init__(self, path, mode="r"): self.path, self.mode = path, mode
    async def __aenter__(self):
        await asyncio.sleep(0.01)
        self.f = open(self.path, self.mode)
        return self
    async def __aexit__(self, *a): self.f.close()
    async def write(self, s):
        await asyncio.sleep(0)
        return self.f.write(s)
    async def lines(self):
        for line in self.f:
            await asyncio.sleep(0.01)
            yield line.rstrip("\n")

async def worker(n, q):
    while True:
        try: item = q.get_nowait()
        except asyncio.QueueEmpty: return
        logging.info("worker %d item %s", n, item)
        async with AsyncFile(f"out-{item}.txt", "w") as f:
            await f.write(f"item {item}\n" * item)
        await asyncio.sleep(0.1)

async def main():
    q = asyncio.Queue()
    for i in range(1, 5): q.put_nowait(i)
    await asyncio.gather(*(worker(n, q) for n in range(2)))
    for p in sorted(pathlib.Path().glob("out-*.txt")):
        async with AsyncFile(p) as f:
            print(p.name, [l async for l in f.lines()], p.stat().st_size)
    pathlib.Path("data.json").write_text(json.dumps({"users": [{"id": i, "name": f"u{i}"} for i in range(3)]}, indent=1))
    data = json.loads(pathlib.Path("data.json").read_text())
    with open("users.csv", "w", newline="") as fh:
        w = csv.DictWriter(fh, fieldnames=["id", "name"])
        w.writeheader(); w.writerows(data["users"])
    with open("users.csv") as fh:
        print(list(csv.reader(fh)))
    print(open("app.log").read())
    os.makedirs("a/b/c"); shutil.copy("data.json", "a/b"); shutil.make_archive if False else None
    print(sorted(os.listdir("a/b")), os.path.isfile("a/b/data.json"), [str(p) for p in sorted(pathlib.Path("a").rglob("*"))])
    try:
        with open("missing.txt") as f: pass
    except FileNotFoundError as e:
        print(type(e).__name__, e.filename, e.strerror)
    for p in pathlib.Path().glob("out-*"): p.unlink()
    print(list(pathlib.Path().glob("out-*")), pathlib.Path("a/b/../x.tar.gz").suffixes, pathlib.PurePosixPath("/a/b").relative_to("/a"), pathlib.Path("x").with_suffix(".py"), pathlib.Path("/a") / "b" / "/c")
asyncio.run(main())
