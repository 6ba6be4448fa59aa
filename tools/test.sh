#!/usr/bin/env bash
# Every test there is, each part even when an earlier one failed; ends with a summary. Expects tools/setup.sh.
#
# The page is built beside the native tests: much of either keeps one core busy, and no more.

set -uo pipefail
cd "$(dirname "$0")/.."

summary=()
failed=no

# verdict NAME SECONDS STATUS: takes a part into the summary, and gives its status.
verdict() {
  local word=ok
  [ "$3" = 0 ] || { word=FAILED && failed=yes; }
  summary+=("$(printf '%-8s%6d s  %s' "$word" "$2" "$1")")
  return "$3"
}

# part NAME COMMAND…
part() {
  local name=$1 started=$SECONDS status=0
  shift
  printf '\n=== %s: %s\n' "$name" "$*"
  "$@" </dev/null || status=$?
  verdict "$name" $((SECONDS - started)) $status
}

skipped() {
  summary+=("$(printf '%-8s%8s  %s' "not run" '' "$1")")
}

log=$(mktemp)
trunk build --release </dev/null >"$log" 2>&1 &
page=$!
# What is stopped with Ctrl-C leaves nothing behind.
trap 'pkill -P "$page"; kill "$page"; rm -f "$log"' EXIT

# What needs no interpreter does not wait for one. Not --workspace, anywhere: criterion, which the machine is measured
# with, would have the interpreter built a second time.
part "machine, hosts, clients, trace, links, findings' words, names" cargo test --locked \
  -p loopscope-machine -p loopscope-tls -p loopscope-hosts -p loopscope-clients -p loopscope-trace -p loopscope-playground \
  -p loopscope-diagnosis -p unicode_names2@1.3.100
part "page without browser" cargo test --locked -p loopscope --no-default-features --lib
part "engine, conformance, layers" cargo test --locked -p loopscope-python -p loopscope-library -p loopscope --lib --bins \
  --test engine --test conformance --test layers --test manifest

# Packages' own tests: some that tell in seconds. `make packages` runs all.
part "packages' own tests, some" tools/package_tests.sh h11 wsproto aiosqlite httpcore

printf '\n=== page, built: trunk build --release\n'
wait "$page"
built=$?
cat "$log"
trap 'rm -f "$log"' EXIT
if verdict "page, built (beside it)" "$SECONDS" "$built"; then
  part "engine's image" node --test tests/image/*.test.mjs
  # Two files at a time: they wait for much. What looks at real time has the machine for itself.
  mapfile -t files < <(ls tests/browser/*.test.mjs | grep -v /live)
  part "page, in Chromium" node --test --test-concurrency=2 "${files[@]}"
  part "page, in Chromium, on the live clock" node --test tests/browser/live*.test.mjs
else
  skipped "page, in Chromium"
fi

printf '\n'
printf '%s\n' "${summary[@]}"
[ "$failed" = no ]
