//! SQLite on a disk, a clock and chance of the caller's.
//!
//! * [`Database`]: a connection; [`Statement`], [`Blob`], [`Backup`]: what is opened in one.
//! * [`Value`]: what SQLite stores.
//! * [`functions`]: what the caller adds to SQL, and what it is told.
//! * [`Files`]: the disk, the clock and chance.
//! * [`raw`]: SQLite's interface as it is in C.
//!
//! Natively SQLite is compiled with the program. In the page it is a WebAssembly module of its own, on the same memory, which
//! the worker loads when it is first needed; the functions of [`raw`] are imports that lead there.

mod backup;
mod blob;
mod database;
mod files;
pub mod functions;
#[cfg(target_arch = "wasm32")]
mod library;
mod locks;
mod raw;
mod statement;
mod value;
mod vfs;

pub use backup::Backup;
pub use blob::Blob;
pub use database::{Database, Fault, complete, is_threadsafe, version};
pub use files::{Files, Handle, Open};
pub use locks::{Level, Locks};
pub use statement::{Statement, Step};
pub use value::Value;
pub use vfs::{install, load_with};
