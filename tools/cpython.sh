#!/usr/bin/env bash
# Runs a script on CPython 3.14, as Debian packages it, with the C library that it was built for: `tools/cpython.sh script.py`.
# Fetches both into .tools/cpython/ when they are not there.

set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

readonly FOLDER=$root/.tools/cpython
readonly PACKAGES="python3.14-minimal libpython3.14-minimal libpython3.14-stdlib libc6 libexpat1 zlib1g libssl3t64 libffi8
  libsqlite3-0 libbz2-1.0 liblzma5 libuuid1 libzstd1 libncursesw6 libtinfo6 libreadline8t64"

if [ ! -x "$FOLDER/usr/bin/python3.14" ]; then
  # shellcheck disable=SC2086
  "$root/tools/debian_packages.sh" "$FOLDER" $PACKAGES
fi

libraries=$(dirname "$(find "$FOLDER" -name 'libc.so.6' -print -quit)")
loader=$(find "$FOLDER" -name 'ld-linux*.so.*' -print -quit)
export PYTHONHOME=$FOLDER/usr PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
exec "$loader" --library-path "$libraries:$(dirname "$loader")" "$FOLDER/usr/bin/python3.14" "$@"
