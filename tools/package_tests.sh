#!/usr/bin/env bash
# Runs packages' own tests under Loopscope, with pytest, and CPython's of the library's network modules, and prints figures:
# tests/packages/run.py.
#
#   tools/package_tests.sh               all of them
#   tools/package_tests.sh h11 wsproto   some
#
# Their sources are from PyPI, each the file whose hash stands in tests/packages/sources.txt; they and the wheels of
# tests/packages/tools.txt are kept in .tools/package-tests. LOOPSCOPE names another program than target/debug/loopscope.

set -euo pipefail
cd "$(dirname "$0")/.."

readonly LISTS=tests/packages
readonly KEPT=.tools/package-tests
readonly PIP=(python3 -m pip download --quiet --disable-pip-version-check --no-input --no-deps --require-hashes)
export PIP_ROOT_USER_ACTION=ignore

# pip asks an archive's build backend for its metadata even where it only downloads. That lies beside the sources already: this
# stands in for every backend, so that none is fetched, or run.
stand_in() {
  mkdir -p "$1"/{hatchling,setuptools,flit_core,pdm/backend}
  touch "$1"/{hatchling,setuptools,flit_core}/__init__.py
  tee "$1"/hatchling/build.py "$1"/setuptools/build_meta.py "$1"/pdm/backend/__init__.py >"$1"/flit_core/buildapi.py <<'BACKEND'
import os
import re
import shutil


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    with open("PKG-INFO", encoding="utf-8") as file:
        text = file.read()
    name, version = (re.search(rf"^{field}: (.*)$", text, re.M).group(1) for field in ("Name", "Version"))
    folder = f"{re.sub('[-_.]+', '_', name)}-{version}.dist-info"
    os.makedirs(os.path.join(metadata_directory, folder), exist_ok=True)
    shutil.copy("PKG-INFO", os.path.join(metadata_directory, folder, "METADATA"))
    return folder


__legacy__ = type("Legacy", (), {"prepare_metadata_for_build_wheel": staticmethod(prepare_metadata_for_build_wheel)})
BACKEND
}

laid_out() {
  cmp -s $LISTS/tools.txt $KEPT/laid/tools.txt && cmp -s $LISTS/sources.txt $KEPT/laid/sources.txt
}

lay_out() {
  local wheel archive
  laid=$(mktemp -d "$KEPT/laid-XXXXXX")
  trap 'rm -rf "$laid"' EXIT
  "${PIP[@]}" --only-binary :all: --dest "$laid/wheels" -r $LISTS/tools.txt
  for wheel in "$laid"/wheels/*.whl; do
    python3 -m zipfile -e "$wheel" "$laid/site"
  done
  stand_in "$laid/backends"
  PYTHONPATH=$PWD/$laid/backends "${PIP[@]}" --no-binary :all: --no-build-isolation --ignore-requires-python \
    --dest "$laid/archives" -r $LISTS/sources.txt
  mkdir "$laid/sources"
  for archive in "$laid"/archives/*.tar.gz; do
    tar -xzf "$archive" -C "$laid/sources"
  done
  cp $LISTS/tools.txt $LISTS/sources.txt "$laid"
  rm -rf "${laid:?}"/{wheels,archives,backends} "$KEPT/laid"
  mv "$laid" "$KEPT/laid"
  trap - EXIT
}

mkdir -p $KEPT
laid_out || lay_out
case "$* " in
  " " | *test_*)
    tools/cpython.sh -c ""
    tools/cpython_tests.sh >/dev/null
    ;;
esac
python3 tests/packages/run.py "${LOOPSCOPE:-target/debug/loopscope}" .tools "$@"
