//! What completes outside the code that runs: a disk, a network.

use super::{Parked, Seconds};

/// The place of one submission among all that were made on one machine: see
/// [`Machine::submission`](super::Machine::submission).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Submission(pub(super) u64);

/// What a completion wakes: one of a machine's two kinds of clients.
pub enum Wake {
    /// A thread that waits for it, if it still does.
    Thread(Parked),
    /// An event loop: told the moment of the completion, this hands it a handle, and gives back what
    /// [`EventLoop::complete`](super::EventLoop::complete) gave. It schedules, and runs nothing.
    Loop(Box<dyn FnOnce(Seconds) -> Option<Parked>>),
}

impl std::fmt::Debug for Wake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Thread(parked) => parked.fmt(f),
            Self::Loop(_) => f.write_str("Loop"),
        }
    }
}

/// Something that a device has finished.
#[derive(Debug)]
pub struct Completion {
    /// When it was finished.
    pub at: Seconds,
    /// Its place among all submissions: what decides between completions of the same moment, on whichever
    /// devices.
    pub submission: Submission,
    /// Who is to go on.
    pub wakes: Wake,
}

/// Something that works while code does other things, and completes at moments that it knows. The machine holds nothing
/// borrowed while it asks.
pub trait Device {
    /// The moment of the earliest completion that was not collected yet. `None`, infinite or NaN: none to come.
    fn next_completion(&self) -> Option<Seconds>;

    /// Moves everything completed at `now` or before into `into`, in any order. Called only when
    /// [`next_completion`](Device::next_completion) is not after `now`; must then give at least one, or have come
    /// closer to one, or the machine asks for ever. Runs nothing of the script.
    fn collect(&self, now: Seconds, into: &mut Vec<Completion>);
}
