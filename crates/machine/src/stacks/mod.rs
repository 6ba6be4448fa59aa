//! Where threads run: each upon a stack of its own, so that it can stop wherever it is.
//!
//! * [`Coroutines`]: stacks of the program's own memory, switched by the `corosensei` crate.
//! * [`HostStacks`]: stacks that the host switches: in the page, WebAssembly's promise integration.

#[cfg(not(target_arch = "wasm32"))]
mod coroutines;
mod host;

#[cfg(not(target_arch = "wasm32"))]
pub use coroutines::Coroutines;
pub use host::HostStacks;

use super::ThreadId;

/// What a thread does, from its beginning to its end.
pub type Body = Box<dyn FnOnce()>;

/// What a resumed thread did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumed {
    /// It gave way; it can be resumed.
    GaveWay,
    /// It ran to its end.
    Ended,
}

/// Stacks for all threads but the main one, which has the program's. Threads are resumed by the main thread alone, and give
/// way to it.
pub trait Stacks {
    /// A new thread, which [`resume`](Stacks::resume) begins.
    fn begin(&self, thread: ThreadId, body: Body);

    /// On the main thread's stack: `thread` goes on until it gives way or ends.
    fn resume(&self, thread: ThreadId) -> Resumed;

    /// On the stack of the thread that runs: the main thread goes on. Returns when the thread is resumed.
    fn give_way(&self);

    /// `thread` will not go on: it stays where it is, and nothing upon its stack is dropped, as when a thread of an
    /// operating system is killed.
    fn abandon(&self, thread: ThreadId);
}
