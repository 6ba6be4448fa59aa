#!/usr/bin/env bash
# Runs pydantic-core's own tests with packages/pydantic_core in place of its compiled module, and prints figures by file.
#
# usage: tools/pydantic_core_tests.sh [argument of pytest ...]     PYTHON=python3.13 chooses the interpreter
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3.13}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0 PIP_DISABLE_PIP_VERSION_CHECK=1

"$python" -m venv "$work/venv"
pip="$work/venv/bin/pip"
"$pip" install -q \
  pytest==9.2.0 pytest-timeout==2.4.0 pytest-benchmark==5.3.1 pytest-mock==3.17.0 pytest-run-parallel==0.10.0 \
  pytest-examples==0.0.18 hypothesis==6.170.17 inline-snapshot==0.36.1 dirty-equals==0.11 python-dateutil==4.0.0 pytz==2026.6 \
  tzdata==2026.6 numpy==2.5.5 typing-extensions==4.16.0 typing-inspection==0.4.5

# pip asks an archive's build backend for its metadata even where it only downloads. The backend would want a Rust compiler, so that one
# stands in for it that knows the name and the version, which is all that pip looks at.
site=$("$work/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
cat > "$site/maturin.py" <<'BACKEND'
import os


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    name = "pydantic_core-2.41.5.dist-info"
    os.makedirs(os.path.join(metadata_directory, name), exist_ok=True)
    with open(os.path.join(metadata_directory, name, "METADATA"), "w") as file:
        file.write("Metadata-Version: 2.1\nName: pydantic_core\nVersion: 2.41.5\n")
    return name
BACKEND
echo "pydantic-core==2.41.5 --hash=sha256:08daa51ea16ad373ffd5e7606252cc32f07bc72b28284b6bc9c6df804816476e" > "$work/archive.txt"
"$pip" download -q --no-deps --no-binary pydantic-core --no-build-isolation --require-hashes -r "$work/archive.txt" -d "$work"
tar -xzf "$work/pydantic_core-2.41.5.tar.gz" -C "$work"
source=$work/pydantic_core-2.41.5

mkdir "$site/pydantic_core"
cp "$source"/python/pydantic_core/*.py "$site/pydantic_core/"
cp -r "$root/packages/pydantic_core/_pydantic_core" "$site/pydantic_core/"

cd "$source"
status=0
"$work/venv/bin/python" -m pytest -q -p no:cacheprovider --ignore tests/benchmarks --tb=line --maxfail=100000 \
  -W ignore::pytest.PytestRemovedIn10Warning --junitxml="$work/results.xml" "${@:-tests}" || status=$?
"$work/venv/bin/python" - "$work/results.xml" <<'FIGURES'
import collections
import sys
import xml.etree.ElementTree as tree

figures = collections.defaultdict(collections.Counter)
for case in tree.parse(sys.argv[1]).iter("testcase"):
    kinds = {child.tag for child in case}
    outcome = next((kind for kind in ("error", "failure", "skipped") if kind in kinds), "passed")
    figures[case.get("classname")][outcome] += 1
for name in sorted(figures):
    row = figures[name]
    print(f"{name:60} {row['passed']:5} passed {row['failure'] + row['error']:4} failed {row['skipped']:4} skipped")
FIGURES
exit "$status"
