"""Runs packages' own tests in the engine with pytest, and CPython's of the library, and compares how they end with known.txt.

usage: run.py LOOPSCOPE TOOLS [SUITE ...]      called by tools/package_tests.sh, which lays out in TOOLS what is run

A run is one script, which carries the tests, what runs them and what they import, puts that on its disk, and begins.
"""

import base64
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
#: What a package's sources are made of, and what pytest is given.
PACKAGES = {
    "aiofiles": (["tests", "pyproject.toml"], ["tests"]),
    "aiosqlite": (["aiosqlite"], ["aiosqlite/tests/smoke.py"]),
    "anyio": (["tests", "pyproject.toml"], ["tests"]),
    "fastapi": (["tests", "docs", "docs_src", "pyproject.toml"], ["tests", "--ignore=tests/test_prepare_release.py"]),
    "h11": (["h11"], ["h11"]),
    "httpcore": (["tests"], ["tests"]),
    "httpx": (["tests", "pyproject.toml"], ["tests"]),
    "pydantic": (["tests", "pyproject.toml"], ["tests", "--ignore=tests/benchmarks", "--ignore=tests/test_docs.py"]),
    "starlette": (["tests", "pyproject.toml"], ["tests"]),
    "uvicorn": (["tests", "pyproject.toml"], ["tests", "--ignore=tests/benchmarks"]),
    "wsproto": (["tests"], ["tests"]),
}
#: CPython's own, and what they read beside `test.support`.
LIBRARY = {
    "test_epoll": [],
    "test_ftplib": ["certdata"],
    "test_httplib": ["certdata", "ssl_servers.py"],
    "test_httpservers": ["certdata"],
    "test_poll": [],
    "test_select": [],
    "test_selectors": [],
    "test_smtplib": ["certdata", "mock_socket.py"],
    "test_socket": [],
    "test_socketserver": [],
    "test_urllib2_localnet": ["certdata", "ssl_servers.py"],
    "test_wsgiref": ["test_httpservers.py"],
    "test_xmlrpc": [],
}
#: Real seconds that a package's tests may take, also on a busy machine.
PATIENCE = 3600
#: A file that is larger holds nothing that a test reads.
LARGEST = 300_000


class Tally:
    def __init__(self):
        self.passed = self.skipped = self.left_out = 0
        #: Test to why.
        self.failed = {}
        self.stopped = None


def files(folder, below):
    """The text of a folder's files, by where they shall lie."""
    paths = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    for path in paths:
        if path.is_file() and path.suffix not in (".pyc", ".so") and path.stat().st_size <= LARGEST:
            yield f"{below}/{path.relative_to(folder.parent)}", base64.b64encode(path.read_bytes()).decode()


def of_package(tools, package):
    """What lies on the disk, what is run, and what begins."""
    laid = tools / "package-tests" / "laid"
    (sources,) = (laid / "sources").glob(f"{package}-*")
    parts, tests = PACKAGES[package]
    disk = {}
    for top in sorted((laid / "site").iterdir()):
        disk.update(files(top, "site"))
    for module in sorted((HERE / "beside").glob("*.py")):
        disk.update(files(module, "site"))
    for part in parts:
        disk.update(files(sources / part, "sources"))
    return disk, tests, "begin.py"


def of_library(tools, module):
    support, tests = (tools / kept / "usr/lib/python3.14/test" for kept in ("cpython", "cpython-tests"))
    disk = dict(files(support / "__init__.py", "test"))
    for path in [support / "support", tests / f"{module}.py", *(tests / name for name in LIBRARY[module])]:
        disk.update(files(path, "test"))
    return disk, module, "begin_unittest.py"


def script(tools, suite):
    disk, tests, begin = (of_library if suite in LIBRARY else of_package)(tools, suite)
    packed = base64.b64encode(zlib.compress(json.dumps(disk).encode(), 9)).decode()
    return f"DISK = {packed!r}\nTESTS = {tests!r}\n" + (HERE / begin).read_text()


def run(loopscope, tools, suite):
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        # Not named like anything that tests import.
        file = pathlib.Path(folder, "run_of_tests.py")
        file.write_text(script(tools, suite))
        try:
            done = subprocess.run([loopscope, "run", file], capture_output=True, text=True, errors="replace", timeout=PATIENCE)
            out, error = done.stdout, done.stderr
        except subprocess.TimeoutExpired as late:
            out, error = ((part or b"").decode(errors="replace") for part in (late.stdout, late.stderr))
    running, over = None, False
    for line in error.splitlines():
        kind, _, rest = line.partition("\t")
        test, _, why = rest.partition("\t")
        if kind == "@began":
            running = test
        elif kind == "@passed":
            tally.passed += 1
        elif kind == "@skipped":
            tally.skipped += 1
        elif kind == "@failed":
            tally.failed[test] = why
        elif kind == "@left_out":
            tally.left_out += int(test)
        elif kind == "@over":
            over = True
    if not over:
        tail = [line for line in error.splitlines() if line and line[0] != "@"][-1:] or ["nothing was said"]
        tally.stopped = f"the run stopped at {running}: {tail[0]}"
        (tools / "package-tests" / f"{suite}.log").write_text(out + error)
    return tally


def known():
    """By suite: a test, without what it is given, or all of a class or a file (`...*`), and why it fails."""
    lists = collections.defaultdict(dict)
    for line in (HERE / "known.txt").read_text().splitlines():
        if line and line[0] != "#":
            suite, test, reason = line.split(" ", 2)
            lists[suite][test] = reason
    return lists


def named(test, names):
    """By which of these names a test is known, if by any."""
    name = test.partition("[")[0].partition(" ")[0]
    return next((each for each in names if each == name or each[-1] == "*" and name.startswith(each[:-1])), None)


def main():
    loopscope, tools, wanted = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), sys.argv[3:]
    faults = []
    reasons = collections.Counter()
    lists = known()
    for suite in wanted or [*PACKAGES, *LIBRARY]:
        tally = run(loopscope, tools, suite)
        print(
            f"{suite:22} {tally.passed:5} passed {len(tally.failed):4} failed {tally.skipped:4} skipped {tally.left_out:4} left out",
            flush=True,
        )
        if tally.stopped or not tally.passed:
            faults.append(f"{suite} {tally.stopped or 'nothing ran'}")
        met = set()
        for test, why in tally.failed.items():
            name = named(test, lists[suite])
            if name is None:
                faults.append(f"{suite} {test} {why}")
            else:
                met.add(name)
                reasons[lists[suite][name]] += 1
        if tally.passed and not tally.stopped:
            faults += [f"{suite} {name} passes" for name in lists[suite].keys() - met]
    for reason, tests in reasons.most_common():
        print(f"{tests:5}: {reason}")
    if faults:
        sys.exit("otherwise than known.txt says:\n" + "\n".join(faults))


main()
