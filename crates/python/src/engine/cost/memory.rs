//! A script in the page that fills its memory gets a `MemoryError` before there is none left to say so with.

use super::MEMORY;
use rustpython_vm::{PyResult, VirtualMachine};
use std::cell::Cell;

const MIB: usize = 1 << 20;
/// Where a script is told first. Memory that has grown stays: only one that makes it grow further is told again.
const FIRST: usize = MEMORY - 256 * MIB;
const AGAIN_AFTER: usize = 32 * MIB;

/// What the script may make the memory grow to before it is told.
#[derive(Debug)]
pub(super) struct Memory(Cell<usize>);

impl Memory {
    pub const fn new() -> Self {
        Self(Cell::new(FIRST))
    }

    /// Whether the script is to be told.
    #[inline]
    pub fn is_short(&self) -> bool {
        size() > self.0.get()
    }

    /// Tells the script.
    ///
    /// # Errors
    /// A `MemoryError`, where the memory is short.
    pub fn check(&self, vm: &VirtualMachine) -> PyResult<()> {
        if !self.is_short() {
            return Ok(());
        }
        self.0.set(size() + AGAIN_AFTER);
        Err(vm.new_memory_error(""))
    }
}

/// The bytes of the engine's memory. A native program may have what the machine gives it.
#[inline]
fn size() -> usize {
    #[cfg(target_arch = "wasm32")]
    return core::arch::wasm32::memory_size(0) * 65536;
    #[cfg(not(target_arch = "wasm32"))]
    0
}
