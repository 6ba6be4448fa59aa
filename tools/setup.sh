#!/usr/bin/env bash
# Installs what building Loopscope needs and is missing, and nothing else.
#
#   tools/setup.sh            for building and serving
#   tools/setup.sh browser    the same, and a Chromium for the tests in the page
#
# Prerequisites are checked before anything is installed; each that is missing gets one sentence. A program on
# PATH is used when its version fits. What is installed lands in cargo's own bin folder, or in .tools/ here
# where another version of it is in use: nobody's programs are replaced.

set -euo pipefail
cd "$(dirname "$0")/.."

readonly TRUNK=0.22.1
readonly CARGO_BIN="${CARGO_HOME:-$HOME/.cargo}/bin"
PATH="$PWD/.tools/bin:$CARGO_BIN:$PATH"

toolchain=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
wasm_bindgen=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"/\1/p;}' Cargo.lock)

say() { printf '%s\n' "$*" >&2; }
step() { say "setup: $*"; }
have() { command -v "$1" >/dev/null 2>&1; }

# --- prerequisites -----------------------------------------------------------------------------------------

check_prerequisites() {
  local complete=yes
  lack() { complete=no && say "$*"; }
  have rustup || lack "rustup is missing: install it from https://rustup.rs."
  have cc || have gcc || have clang || lack "A C linker is missing: install gcc or clang (Debian and Ubuntu: apt-get install gcc libc6-dev; macOS: xcode-select --install)."
  if ! have node; then
    lack "Node.js is missing: install version 20 or newer from https://nodejs.org."
  elif [ "$(node -p 'parseInt(process.versions.node)')" -lt 20 ]; then
    lack "Node.js $(node --version) is too old: install version 20 or newer from https://nodejs.org."
  elif ! have npm; then
    lack "npm is missing: it comes with Node.js from https://nodejs.org."
  fi
  if ! have python3; then
    lack "Python 3 with pip is missing: install it from https://www.python.org (Debian and Ubuntu: apt-get install python3 python3-pip)."
  elif ! python3 -m pip --version >/dev/null 2>&1; then
    lack "pip is missing, which belongs to Python 3: install it (Debian and Ubuntu: apt-get install python3-pip)."
  fi
  [ "$complete" = yes ]
}

# --- Rust --------------------------------------------------------------------------------------------------

toolchain_complete() {
  local components targets
  components=$(rustup component list --toolchain "$toolchain" 2>/dev/null) || return 1
  targets=$(rustup target list --toolchain "$toolchain" 2>/dev/null) || return 1
  grep -q '^clippy.*(installed)' <<<"$components" &&
    grep -q '^rustfmt.*(installed)' <<<"$components" &&
    grep -q '^wasm32-unknown-unknown (installed)' <<<"$targets"
}

install_toolchain() {
  toolchain_complete && return
  step "Rust $toolchain with clippy, rustfmt and the wasm32 target"
  rustup toolchain install "$toolchain" --profile minimal --no-self-update \
    --component clippy --component rustfmt --target wasm32-unknown-unknown
}

# --- programs from crates.io -------------------------------------------------------------------------------

# The version that a program on PATH says it has.
version_of() { "$1" --version 2>/dev/null | sed -n '1s/^[^ ]* \([^ ]*\).*/\1/p'; }

# crate PROGRAM CRATE VERSION OPT_LEVEL [cargo install's options]: the ready-made one where `cargo binstall`
# has it, else built, quickly rather than well.
crate() {
  local program=$1 crate=$2 version=$3 opt_level=$4
  shift 4
  [ "$(version_of "$program")" = "$version" ] && return
  local root="${CARGO_BIN%/bin}"
  have "$program" && root="$PWD/.tools"
  if have cargo-binstall; then
    step "$crate $version, ready-made"
    cargo binstall --no-confirm --disable-telemetry --disable-strategies compile --root "$root" \
      "$crate@$version" </dev/null && [ "$(version_of "$program")" = "$version" ] && return
  fi
  step "$crate $version, built from source: this takes some minutes"
  CARGO_PROFILE_RELEASE_OPT_LEVEL=$opt_level CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_DEBUG=0 \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_TARGET_DIR="$PWD/target/setup" \
    cargo "+$toolchain" install "$crate" --version "$version" --locked --root "$root" "$@"
  rm -rf target/setup
}

install_crates() {
  crate trunk trunk "$TRUNK" 0 --no-default-features --features rustls
  crate wasm-bindgen wasm-bindgen-cli "$wasm_bindgen" 1
}

# --- npm ---------------------------------------------------------------------------------------------------

install_packages() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return
  step "npm packages"
  # Nothing that is used has to run anything when it is installed.
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
}

# --- programs from the system's packages -------------------------------------------------------------------

# packages WHAT PACKAGE...: installs them where apt-get may.
packages() {
  local what=$1 as_root=()
  shift
  if [ "$(id -u)" != 0 ]; then
    if have sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then as_root=(sudo); else as_root=(false); fi
  fi
  have apt-get && [ "${as_root[*]-}" != false ] || return 0
  step "$what"
  local install=(${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get)
  "${install[@]}" install -y -qq --no-install-recommends "$@" >&2 ||
    { "${install[@]}" update -qq >&2 && "${install[@]}" install -y -qq --no-install-recommends "$@" >&2; } || true
}

# Compiles SQLite for the page; any version from 14 on.
install_clang() {
  node tools/sqlite/build.mjs --check 2>/dev/null && return
  packages "clang and its linker" clang lld
  node tools/sqlite/build.mjs --check
}

install_browser() {
  tools/chromium.mjs >/dev/null 2>&1 && return
  packages "Chromium and its driver" chromium chromium-driver
  tools/chromium.mjs >/dev/null
}

check_prerequisites
install_toolchain
install_packages
tools/packages.sh
install_crates
install_clang
if [ "${1-}" = browser ]; then install_browser; fi
