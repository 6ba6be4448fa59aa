//! Python on the machine: the interpreter, `asyncio` on our loop, and what is recorded while a script runs.
//!
//! * [`engine`]: one run of a script: the interpreter, the session, what computing costs.
//! * [`asyncio`]: the event loop below `asyncio`, its handles, Future and Task, and what the trace is told of them.
//! * [`threads`]: threads of the script, which take turns.
//! * [`cpython`]: repairs: what RustPython does otherwise than CPython 3.14, one file each.
//! * [`native`]: native modules: what stands for the machine that the standard library expects.
//!
//! The real machine's threads, signals and files are left out of the interpreter: a script gets no power over it, and
//! gives the same trace everywhere.

mod asyncio;
mod cpython;
mod engine;
mod native;
mod threads;

pub use cpython::builtin::Input;
pub use engine::cost::MEMORY;
pub use engine::frozen::fetch_with;
pub use engine::interpreter::{Engine, HASH_SEED, Script};
pub use engine::outside::Outside;
pub use engine::stack;
pub use engine::{session::beat, sink::Sink};
pub use hosts::{Failing, HostSettings};
pub use library::{DISTRIBUTIONS, NEEDS, SITE};
pub use sqlite::load_with as load_sqlite_with;

/// The names of all modules that can be imported.
pub fn modules() -> impl Iterator<Item = &'static str> {
    library::MODULES.iter().map(|module| module.name)
}
