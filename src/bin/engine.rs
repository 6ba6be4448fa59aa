//! The worker's program: everything happens in what `worker.js` calls.

use loopscope as _;

fn main() {}
