//! Where threads run: each upon a stack of its own, so that it can stop wherever it is.
//!
//! * [`Coroutines`]: stacks of the program's own memory, switched by the `corosensei` crate.
//! * [`HostStacks`]: stacks that the host switches: in the page, WebAssembly's promise integration.
//! * [`Strands`]: those, and more stacks within a thread.

#[cfg(not(target_arch = "wasm32"))]
mod coroutines;
mod host;
mod strands;

#[cfg(not(target_arch = "wasm32"))]
pub use coroutines::Coroutines;
pub use host::HostStacks;
pub use strands::{Strand, Strands};

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

/// Stacks for all threads but the main one, which has the program's. A stack that is resumed from another gives way to it,
/// and is resumed from there again or from anywhere else: threads by the main thread, [`Strands`] by their thread.
pub trait Stacks {
    /// A new thread, which [`resume`](Stacks::resume) begins.
    fn begin(&self, thread: ThreadId, body: Body);

    /// `thread` goes on until it gives way or ends; this returns then.
    fn resume(&self, thread: ThreadId) -> Resumed;

    /// On the stack that runs: the one that resumed it goes on. Returns when this one is resumed.
    fn give_way(&self);

    /// `thread` will not go on: it stays where it is, and nothing upon its stack is dropped, as when a thread of an
    /// operating system is killed.
    fn abandon(&self, thread: ThreadId);
}
