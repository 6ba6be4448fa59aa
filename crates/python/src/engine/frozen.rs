//! The Python modules that the engine carries as bytecode, compiled by `build.rs`.

use rustpython_compiler_core::frozen::FrozenLib;
use rustpython_vm::frozen::FrozenModule;

static STDLIB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stdlib.frozen"));

/// Every carried module: the chosen part of the standard library, and ours from `lib`.
pub fn modules() -> impl Iterator<Item = (&'static str, FrozenModule)> {
    FrozenLib::from_ref(STDLIB).decode()
}
