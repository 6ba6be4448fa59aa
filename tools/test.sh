#!/usr/bin/env bash
# Every test there is, each part even when an earlier one failed; ends with a summary. Expects tools/setup.sh.

set -uo pipefail
cd "$(dirname "$0")/.."

summary=()
failed=no

# part NAME COMMAND…
part() {
  local name=$1 started=$SECONDS verdict=ok
  shift
  printf '\n=== %s: %s\n' "$name" "$*"
  "$@" </dev/null || { verdict=FAILED && failed=yes; }
  summary+=("$(printf '%-8s%6d s  %s' "$verdict" $((SECONDS - started)) "$name")")
  [ "$verdict" = ok ]
}

skipped() {
  summary+=("$(printf '%-8s%8s  %s' "not run" '' "$1")")
}

part "engine, trace, links, conformance, page without browser" cargo test --locked --features cli
if part "page, built" trunk build --release; then
  part "page, in Chromium" node --test tests/browser/*.test.mjs
else
  skipped "page, in Chromium"
fi

printf '\n'
printf '%s\n' "${summary[@]}"
[ "$failed" = no ]
