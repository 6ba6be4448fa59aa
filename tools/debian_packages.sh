#!/usr/bin/env bash
# Unpacks Debian's packages of CPython 3.14, or what goes with it, into a folder: `tools/debian_packages.sh FOLDER PACKAGE...`.
# Asks the package sources that this system is set up with, for the suite that has them. Needs apt-get and dpkg; installs nothing.

set -euo pipefail

readonly SUITE=sid FOLDER=$1
shift

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/archives/partial"
# The archive that this system's own release comes from.
archive=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -1)
printf 'deb [signed-by=%s] %s %s main\n' /usr/share/keyrings/debian-archive-keyring.gpg "$archive" "$SUITE" >"$work/sources.list"
apt=(apt-get -q -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work" -o APT::Sandbox::User=root)
"${apt[@]}" update >&2
(cd "$work" && "${apt[@]}" download "$@" >&2)
# All of it or nothing.
rm -rf "$FOLDER.new"
mkdir -p "$FOLDER.new"
for package in "$work"/*.deb; do
  dpkg -x "$package" "$FOLDER.new"
done
rm -rf "$FOLDER"
mv "$FOLDER.new" "$FOLDER"
