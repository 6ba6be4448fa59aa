//! SQLite, as `lib/_sqlite3` uses it: what CPython's `_sqlite3` calls of it in C.
//!
//! * [`module`]: `_loopscope_sqlite`, and its classes.
//! * [`callbacks`]: functions of the script's that SQLite calls.
//! * [`values`]: Python's values as SQLite's, and back.
//! * [`files`]: the machine's disk, clock and chance, as SQLite has them.
//! * [`latency`]: the time that queries take.

mod callbacks;
mod files;
mod latency;
mod module;
mod values;

pub(crate) use module::module_def;
