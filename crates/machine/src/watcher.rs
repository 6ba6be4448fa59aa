//! Who is told what threads do.

use super::{Seconds, ThreadId, Waiting};

/// Why a thread could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// The running thread started it, or did what it waited for.
    ByRunning,
    /// The time of its wait was over.
    Time,
    /// It has computed what it wanted to.
    Computed,
    /// A device completed what it waited for, or what its event loop waits for.
    Device,
}

/// Is told what the machine does with its threads, at the moment at which it does it. Nothing of the machine is borrowed
/// meanwhile: a watcher may look into it.
pub trait Watcher {
    /// Whether the run is over: then no thread but the main one goes on.
    fn is_over(&self) -> bool {
        false
    }

    /// A thread was made.
    fn started(&self, thread: ThreadId) {
        let _ = thread;
    }

    /// `thread` could run from now on.
    fn ready(&self, thread: ThreadId, why: Woken) {
        let _ = (thread, why);
    }

    /// `thread`, which wants to compute, does so from now on, or waits for its interpreter's lock to.
    fn computes(&self, thread: ThreadId, computes: bool) {
        let _ = (thread, computes);
    }

    /// `thread` is about to go on, or to begin. Called on the main thread's stack.
    fn goes_on(&self, thread: ThreadId) {
        let _ = thread;
    }

    /// `thread` gave way, or ran to its end. Called on the main thread's stack.
    fn gave_way(&self, thread: ThreadId, ended: bool) {
        let _ = (thread, ended);
    }

    /// Nothing can run: the clock is about to go from `from` to `until`, which may take real time.
    fn waiting(&self, from: Seconds, until: Seconds, waiting: Waiting) {
        let _ = (from, until, waiting);
    }

    /// Nothing could run: the clock went from `from` to `until`.
    fn waited(&self, from: Seconds, until: Seconds, waiting: Waiting) {
        let _ = (from, until, waiting);
    }
}

/// Nobody is watching.
impl Watcher for () {}
