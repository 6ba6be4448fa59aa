//! Threads of the script, on an interpreter that has one: each takes turns at its own moments of virtual time.
//!
//! The main thread runs as ordinary code. Any other thread runs as *twins*: every function that it calls is called in
//! a second form, a generator, which can stop wherever it calls something ([`twin`]). So a thread that blocks stops
//! with its whole stack, and goes on later. A thread switches only where it blocks, as CPython's threads do in
//! practice: what code does between two blocking calls takes it less than the interpreter's switching interval.
//!
//! * [`twin`], [`twin_writer`]: the rewriting of a function's bytecode.
//! * [`twins`]: which functions get one.
//! * [`hooks`], [`call`], [`iteration`], [`drain`], [`generator`]: what happens where a twin calls, iterates and
//!   generates.
//! * [`steps`]: what it delegates to meanwhile.
//! * [`blocking`]: operations that may have to wait.
//! * [`scheduler`]: who can run, who waits until when, and what the main thread does while it waits; on [`thread`],
//!   [`alarm`] and, for event loops, [`beside`]. [`ends`]: how they end. [`records`], [`words`]: what is said of them.
//! * [`turns`]: an event loop in a thread.
//! * [`lock`], [`rlock`], [`local`], [`handle`], [`simple_queue`]: the objects that Python sees.
//! * [`thread_module`]: the module `_thread`, which `lib/_loopscope_boot.py` puts into its place.

mod alarm;
mod beside;
mod blocking;
mod call;
mod drain;
mod ends;
mod generator;
mod handle;
mod hooks;
mod iteration;
mod local;
mod lock;
mod records;
mod rlock;
mod scheduler;
mod simple_queue;
mod steps;
mod thread;
mod thread_module;
mod turns;
mod twin;
mod twin_writer;
mod twins;
mod words;

pub use beside::Beside;
pub use blocking::{Sleep, block, compute};
pub use scheduler::Threads;
pub use thread::Thread;
pub(crate) use thread_module::module_def;
pub use turns::Turns;
