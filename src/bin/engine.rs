//! The worker's program: everything happens in what `worker.js` calls.

use loopscope as _;
// Linked for the functions of floats that it defines.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use loopscope_floats as _;

fn main() {}
