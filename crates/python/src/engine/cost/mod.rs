//! The cost model: how much simulated time a script's own computing takes.
//!
//! Nothing is measured: the same script costs the same on every machine. The script is compiled with counters at its
//! loops and functions ([`instrument`]); each counts what its straight-line code costs by a table ([`weights`]); and the
//! sum of what one callback computes, beyond [`FREE`], moves the virtual clock ([`meter`]). So ordinary code takes no
//! time, as on a clock that stands still while code runs, and heavy computing holds the loop.
//!
//! Not counted: what happens inside built-in functions and the standard library, but for the built-in functions that
//! walk a `range` themselves (`sum(range(10**8))`).

mod counter;
mod instrument;
mod memory;
mod meter;
mod weights;

pub(crate) use counter::module_def;
pub(crate) use meter::{Account, Meter, begin_step, end_step, exchange, settle, spent_in_total};

/// Nanoseconds that one callback, or the script outside the loop, may compute before time passes.
pub const FREE: u64 = 10_000_000;
/// The memory that a script may fill in the page, in bytes: the engine is linked with it (`build.rs`).
pub const MEMORY: usize = 1 << 30;
/// Nanoseconds of computing after which a run is ended: nobody waits for the end of an endless loop.
pub const LIMIT: u64 = 20_000_000_000;
