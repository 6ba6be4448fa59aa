#!/usr/bin/env bash
# Fetches CPython 3.14's own tests, as Debian packages them, into .tools/cpython-tests/ and prints the folder of
# test_asyncio. Asks the package sources that this system is set up with, for the suite that has them. Needs apt-get
# and dpkg; installs nothing.

set -euo pipefail
cd "$(dirname "$0")/.."

readonly PACKAGE=libpython3.14-testsuite SUITE=sid
readonly FOLDER=$PWD/.tools/cpython-tests
readonly TESTS=$FOLDER/usr/lib/python3.14/test/test_asyncio

if [ ! -d "$TESTS" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  mkdir -p "$work/lists/partial" "$work/archives/partial"
  # The archive that this system's own release comes from.
  archive=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -1)
  printf 'deb [signed-by=%s] %s %s main\n' /usr/share/keyrings/debian-archive-keyring.gpg "$archive" "$SUITE" >"$work/sources.list"
  apt=(apt-get -q -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work" -o APT::Sandbox::User=root)
  "${apt[@]}" update >&2
  (cd "$work" && "${apt[@]}" download "$PACKAGE" >&2)
  mkdir -p "$FOLDER"
  dpkg -x "$work/$PACKAGE"_*.deb "$FOLDER"
fi
printf '%s\n' "$TESTS"
