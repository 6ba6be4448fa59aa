"""Records the scripts of the corpus that use threads, signals, Linux or packages, with a real CPython on a fast clock.

    python3 tools/record_threads.py               # all of them
    python3 tools/record_threads.py NAME          # some
    python3 tools/record_threads.py --check       # record again and compare

Pyodide has no threads, so these scripts run in the python that runs this. Real threads need real time: every
second of a script lasts SCALE seconds. The clocks are divided by it, what waits is multiplied: `time.sleep`, timeouts
of locks, events, joins and futures, and the selector of asyncio's loop. Each script runs twice and must say the same
both times; a moment is late, never early, so scripts print
whole seconds, cut off; what happens at one moment must not be told apart.

A script about packages runs with those that tools/packages.sh has laid out, in a folder of its own.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SCALE = 0.25
ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "corpus"
SITE = ROOT / ".tools" / "packages" / "site-packages"
#: What a script's process runs before the script.
PRELUDE = '''
import sys, time, runpy, threading, selectors, _thread

scale = float(sys.argv[1])
sleep = time.sleep
time.sleep = lambda seconds, /: sleep(seconds * scale)
for name in ("monotonic", "perf_counter", "time"):
    def scaled(clock=getattr(time, name)):
        return clock() / scale
    setattr(time, name, scaled)
threading._time = time.monotonic


def slower(function, place):
    """The function, with a timeout that it takes by name or at this place."""
    def call(*args, **kwargs):
        args = list(args)
        if kwargs.get("timeout") is not None:
            kwargs["timeout"] *= scale
        elif len(args) > place and args[place] is not None and args[place] > 0:
            args[place] *= scale
        return function(*args, **kwargs)
    return call


threading.Thread.join = slower(threading.Thread.join, 1)
wait = threading.Condition.wait
threading.Condition.wait = lambda self, timeout=None: wait(self, None if timeout is None else timeout * scale)
selectors.EpollSelector.select = slower(selectors.EpollSelector.select, 1)

sys.argv[:] = [sys.argv[2]]
sys.path[0] = "."
import asyncio, queue, concurrent.futures
queue.time = time.monotonic
with open(sys.argv[0]) as file:
    source = file.read()
import linecache
main = type(sys)("__main__")
main.__file__ = sys.argv[0]
main.__builtins__ = __builtins__
sys.modules["__main__"] = main
def hook(kind, error, traceback):
    while traceback is not None and traceback.tb_frame.f_code.co_filename == "<string>":
        traceback = traceback.tb_next
    sys.__excepthook__(kind, error.with_traceback(traceback), traceback)
sys.excepthook = hook
exec(compile(source, sys.argv[0], "exec", dont_inherit=True), main.__dict__)
'''


def run(script):
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(script, folder)
        if script.name.startswith("package_"):
            environment["PYTHONPATH"] = str(SITE)
        process = subprocess.run(
            [sys.executable, "-c", PRELUDE, str(SCALE), script.name],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
    stderr = process.stderr
    # What lies where on the machine that records is nobody's business.
    shown_as = {SITE: "/usr/local/lib/python3.14/site-packages", pathlib.Path(subprocess.__file__).parent: "/lib/python3", f"{folder}/": ""}
    for place, shown in shown_as.items():
        stderr = stderr.replace(str(place), shown)
    # The server that CPython forks its processes from is started with numbers of its own.
    stderr = re.sub(r"(multiprocessing.forkserver import main; main)\(.*\)", r"\1(...)", stderr)
    return process.stdout, stderr, process.returncode


def main():
    names = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    check = "--check" in sys.argv
    bad = 0
    for script in sorted(script for kind in ("linux", "package", "signal", "sqlite", "thread") for script in CORPUS.glob(f"{kind}_*.py")):
        if names and script.stem not in names:
            continue
        first, second = run(script), run(script)
        if first != second:
            print(f"{script.stem}: says something else each time")
            bad += 1
            continue
        stdout, stderr, code = first
        parts = {".out": stdout, ".err": stderr, ".code": f"{code}\n" if code else None}
        for suffix, text in parts.items():
            file = script.with_suffix(suffix)
            if check:
                if (file.read_text() if file.exists() else None) != text:
                    print(f"{script.stem}{suffix} differs")
                    bad += 1
            elif text is None:
                file.unlink(missing_ok=True)
            else:
                file.write_text(text)
        print(script.stem)
    sys.exit(1 if bad else 0)


main()
