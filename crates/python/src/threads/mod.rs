//! Threads of the script. Each runs upon a stack of its own and stops wherever it is: the machine decides who goes on.
//!
//! * [`thread`]: one thread, its process, and what the interpreter keeps for it while another one runs.
//! * [`Threads`]: all of them, on the machine; [`switching`]: what happens where one gives way to another.
//! * [`blocking`]: operations that may have to wait; [`computing`]: that computing takes time.
//! * [`start`], [`ends`]: how threads begin and end. [`records`], [`words`]: what is said of them.
//! * [`lock`], [`rlock`], [`local`], [`handle`], [`simple_queue`]: the objects that Python sees.
//! * [`job`]: a pool's worker at its job.
//! * [`thread_module`]: the module `_thread`, which `lib/_loopscope_boot.py` puts into its place.

mod all;
mod blocking;
mod computing;
mod ends;
mod handle;
mod job;
mod local;
mod lock;
mod records;
mod rlock;
mod simple_queue;
mod start;
mod switching;
mod thread;
mod thread_module;
mod words;

pub use all::Threads;
pub use blocking::{Operation, Sleep, block, deadline};
pub use computing::compute;
pub(crate) use thread_module::module_def;
