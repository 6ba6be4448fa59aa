//! What is said where the main thread gives way to others, and when it has it back.

/// Why [`Machine::give_way`](crate::Machine::give_way) returned to the main thread though it cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Nothing can run, and nothing will ever change that.
    Stuck,
    /// The watcher said that the run is over.
    Over,
}

/// What the main thread does while it waits: decides how a live clock waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// It waits for its event loop's next event.
    ForEvents,
    /// A call holds it.
    InCall,
}
