"""Records the scripts of the corpus that use sockets, with CPython 3.14 on the loopback of this machine.

    tools/cpython.sh tools/record_network.py           # all of them
    tools/cpython.sh tools/record_network.py NAME      # some
    tools/cpython.sh tools/record_network.py --check   # record again and compare

Each script runs three times, each in an empty folder, and must say the same every time. Time is real here: a script sleeps
tenths of seconds, and prints none of the times that it measures; nor does it print a port that it did not choose.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "corpus"


def run(script):
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, script.name)
        copy.write_bytes(script.read_bytes())
        done = subprocess.run(
            [ROOT / "tools" / "cpython.sh", script.name], cwd=folder, capture_output=True, text=True, timeout=60
        )
        # Where the script and the library lie says nothing.
        error = done.stderr.replace(folder + "/", "").replace(str(ROOT / ".tools" / "cpython" / "usr"), "")
        return done.stdout, error, done.returncode


def steady(error):
    return re.sub(r"0x[0-9a-f]+|'127\.0\.0\.1', \d+", "", error)


def record(script, check):
    first = run(script)
    for _ in range(2):
        again = run(script)
        if (first[0], steady(first[1]), first[2]) != (again[0], steady(again[1]), again[2]):
            sys.exit(f"{script.stem} says something else each time")
    out, error, code = first
    texts = {".out": out, ".err": error, ".code": f"{code}\n" if code else None}
    for suffix, text in texts.items():
        path = script.with_suffix(suffix)
        if check:
            before = path.read_text() if path.exists() else None
            same = before == text if suffix != ".err" else steady(before or "") == steady(text or "")
            if not same:
                sys.exit(f"{path.name} is not what CPython gives")
        elif text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text)


def main(arguments):
    check = "--check" in arguments
    names = [name.removesuffix(".py") for name in arguments if name != "--check"]
    for script in sorted(CORPUS.glob("net_*.py")):
        if not names or script.stem in names:
            record(script, check)
            print(script.stem, flush=True)


main(sys.argv[1:])
