//! SQLite, as `lib/_sqlite3` uses it: what CPython's `_sqlite3` calls of it in C.
//!
//! * [`module`]: `_loopscope_sqlite`. Its classes: [`connection`], [`statement`], [`blob`], [`backup`].
//! * [`method`]: functions of Python's that pass for methods of C's. [`fault`]: what went wrong.
//! * [`callbacks`]: functions of the script's that SQLite calls.
//! * [`values`]: Python's values as SQLite's, and back.
//! * [`files`]: the machine's disk, clock and chance, as SQLite has them.
//! * [`latency`]: the time that queries take.

mod backup;
mod blob;
mod callbacks;
mod connection;
mod fault;
mod files;
mod latency;
mod method;
mod module;
mod statement;
mod values;

pub(crate) use module::module_def;
