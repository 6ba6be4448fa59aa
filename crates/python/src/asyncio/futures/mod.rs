//! `_asyncio`: Future and Task as CPython 3.14's `Modules/_asynciomodule.c` has them, in Rust. The standard
//! library's `asyncio.futures` and `asyncio.tasks` put them in place of their own, as they do in CPython.
//!
//! * [`future`]: `Future`: its fields, and what Python sees of them.
//! * [`settle`]: how it becomes done, and what follows.
//! * [`future_iter`]: what `await future` iterates over.
//! * [`task`]: `Task`: what is asked of it from outside.
//! * [`step`]: how a task runs: its steps, and what it does with what the coroutine yields.
//! * [`loss`]: tasks that are destroyed while pending.
//! * [`callback`]: a task's step and its wake-up as the callables that scripts see.
//! * [`schedule`]: the way to the loop: straight into ours, by `call_soon` into any other.
//! * [`registry`]: which tasks there are, which one runs, and in which loop.
//! * [`awaited_by`]: who awaits whom: the edges of `asyncio.graph`.
//! * [`arguments`]: arguments as Argument Clinic takes them, and its words when they do not fit.
//! * [`slot`]: a field that holds an object.
//! * [`stdlib`]: what these take from asyncio's Python modules.
//! * [`module`]: the native module in which Python finds it all.

mod arguments;
mod awaited_by;
mod callback;
mod future;
mod future_iter;
mod loss;
mod module;
mod registry;
mod schedule;
mod settle;
mod slot;
mod stdlib;
mod step;
mod task;

pub use callback::{TaskStep, TaskWakeup};
pub use future::{Future, State as FutureState};
pub use future_iter::FutureIter;
pub use loss::lose_pending;
pub(crate) use module::module_def;
pub use registry::pending;
pub use stdlib::stdlib;
pub use step::{Resumption, resume};
pub use task::Task;
