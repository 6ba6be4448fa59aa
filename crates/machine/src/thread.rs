//! Threads, as the machine knows them: who they belong to, and whether they could run.

/// A thread, numbered from 0 in order of starting. 0 is the main thread, on whose stack everything began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub u32);

impl ThreadId {
    /// The main thread.
    pub const MAIN: Self = Self(0);
}

/// One stay of a thread in a wait: what a completion wakes it from. A thread that has gone on since is not woken by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parked {
    /// Who waits.
    pub thread: ThreadId,
    /// How often it has waited before.
    pub(super) stay: u64,
}

/// What a thread is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadState {
    /// It has its process's interpreter. One thread of the machine does at any moment.
    Running,
    /// It could run.
    Ready,
    /// It is parked.
    Waiting,
    /// It is over.
    Ended,
}

/// A thread's entry in the machine's table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) state: ThreadState,
    /// How often it was parked.
    pub(super) stays: u64,
    /// The process whose interpreter it shares.
    pub(super) process: u32,
}

impl Entry {
    pub(super) fn new(state: ThreadState, process: u32) -> Self {
        Self {
            state,
            stays: 0,
            process,
        }
    }
}
