#!/usr/bin/env bash
# Lays out the distributions of packages/requirements.txt as an installation of Python has them: .tools/packages/site-packages.
#
# The library's build calls it, and tools/setup.sh before that. The wheels are kept in .tools/packages/wheels, so that nobody is
# asked a second time; every one is the file whose hash stands in the list, or nothing is laid out at all.

set -euo pipefail
cd "$(dirname "$0")/.."

readonly LIST=packages/requirements.txt
readonly KEPT=.tools/packages

say() { printf '%s\n' "$*" >&2; }

laid_out() { cmp -s "$LIST" "$KEPT/site-packages/requirements.txt"; }

check_prerequisites() {
  if ! command -v python3 >/dev/null 2>&1; then
    say "Python 3 with pip is missing: install it from https://www.python.org (Debian and Ubuntu: apt-get install python3 python3-pip)."
  elif ! python3 -m pip --version >/dev/null 2>&1; then
    say "pip is missing, which belongs to Python 3: install it (Debian and Ubuntu: apt-get install python3-pip)."
  else
    return 0
  fi
  return 1
}

# unpack FOLDER: from the wheels that are there, if they are all.
unpack() {
  python3 - "$LIST" "$KEPT/wheels" "$1" <<'PYTHON'
import hashlib, pathlib, re, sys, zipfile

wanted, kept, folder = map(pathlib.Path, sys.argv[1:])
hashes = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", wanted.read_text()))
wheels = {hashlib.sha256(wheel.read_bytes()).hexdigest(): wheel for wheel in kept.glob("*.whl")}
if not hashes <= wheels.keys():
    sys.exit(1)
for wheel in sorted(wheels[each] for each in hashes):
    zipfile.ZipFile(wheel).extractall(folder)
PYTHON
}

# The wheels that are for one kind of machine are Linux', whatever machine this is: machine code is left out of them.
download() {
  say "packages: $(grep -c == "$LIST") distributions from PyPI"
  PIP_ROOT_USER_ACTION=ignore python3 -m pip download --quiet --disable-pip-version-check --no-input \
    --no-deps --require-hashes --only-binary :all: --implementation cp --python-version 3.14 --abi cp314 --abi none \
    --platform any --platform manylinux2014_x86_64 --platform manylinux_2_24_x86_64 --dest "$KEPT/wheels" -r "$LIST"
}

if laid_out; then exit; fi
check_prerequisites
mkdir -p "$KEPT/wheels"
# Builds run beside each other: whoever is first does it for all.
exec 9>"$KEPT/lock"
if command -v flock >/dev/null 2>&1; then flock 9; fi
if laid_out; then exit; fi
laid=$(mktemp -d "$KEPT/laid-XXXXXX")
trap 'rm -rf "$laid"' EXIT
if ! unpack "$laid"; then
  download
  unpack "$laid"
fi
cp "$LIST" "$laid/requirements.txt"
rm -rf "$KEPT/site-packages"
mv "$laid" "$KEPT/site-packages"
