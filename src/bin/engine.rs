//! The worker's program: everything happens in what `worker.js` calls.

use loopscope as _;
// Linked for the functions of floats that it defines.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use loopscope_floats as _;

/// Interpreters allocate for everything.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {}
