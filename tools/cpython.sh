#!/usr/bin/env bash
# Runs a script on CPython 3.14, as Debian packages it, with the C library that it was built for: `tools/cpython.sh script.py`.
# Fetches both into .tools/cpython/ when they are not there; asks the package sources that this system is set up with, for the
# suite that has them. Needs apt-get and dpkg; installs nothing.

set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

readonly SUITE=sid FOLDER=$root/.tools/cpython
readonly PACKAGES="python3.14-minimal libpython3.14-minimal libpython3.14-stdlib libc6 libexpat1 zlib1g libssl3t64 libffi8
  libsqlite3-0 libbz2-1.0 liblzma5 libuuid1 libzstd1 libncursesw6 libtinfo6 libreadline8t64"

if [ ! -x "$FOLDER/usr/bin/python3.14" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  mkdir -p "$work/lists/partial" "$work/archives/partial"
  # The archive that this system's own release comes from.
  archive=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -1)
  printf 'deb [signed-by=%s] %s %s main\n' /usr/share/keyrings/debian-archive-keyring.gpg "$archive" "$SUITE" >"$work/sources.list"
  apt=(apt-get -q -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work" -o APT::Sandbox::User=root)
  "${apt[@]}" update >&2
  # shellcheck disable=SC2086
  (cd "$work" && "${apt[@]}" download $PACKAGES >&2)
  mkdir -p "$FOLDER.new"
  for package in "$work"/*.deb; do
    dpkg -x "$package" "$FOLDER.new"
  done
  rm -rf "$FOLDER"
  mv "$FOLDER.new" "$FOLDER"
fi

libraries=$(dirname "$(find "$FOLDER" -name 'libc.so.6' -print -quit)")
loader=$(find "$FOLDER" -name 'ld-linux*.so.*' -print -quit)
export PYTHONHOME=$FOLDER/usr PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
exec "$loader" --library-path "$libraries:$(dirname "$loader")" "$FOLDER/usr/bin/python3.14" "$@"
