#!/usr/bin/env bash
# Fetches CPython 3.14's own tests, as Debian packages them, into .tools/cpython-tests/ and prints the folder of
# test_asyncio.

set -euo pipefail
cd "$(dirname "$0")/.."

readonly PACKAGE=libpython3.14-testsuite
readonly FOLDER=$PWD/.tools/cpython-tests
readonly TESTS=$FOLDER/usr/lib/python3.14/test/test_asyncio

if [ ! -d "$TESTS" ]; then
  tools/debian_packages.sh "$FOLDER" "$PACKAGE"
fi
printf '%s\n' "$TESTS"
