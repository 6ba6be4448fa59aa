//! What completes outside the loop: a thread pool, a network, a disk.

use super::Seconds;

/// The place of one submission among all that were made through one loop: see
/// [`EventLoop::submission`](super::EventLoop::submission).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Submission(pub(super) u64);

/// Something that a device has finished.
#[derive(Clone, Debug)]
pub struct Completion<H> {
    /// When it was finished.
    pub at: Seconds,
    /// Its place among all submissions: what decides between completions of the same moment, on whichever
    /// devices.
    pub submission: Submission,
    /// What the loop is to run now.
    pub handle: H,
}

/// Something that works while the loop does other things, and completes at moments that it knows: what the
/// selector is to CPython's loop. The loop holds nothing borrowed while it asks.
pub trait Device<H> {
    /// The moment of the earliest completion that was not collected yet. `None`, infinite or NaN: none to come.
    fn next_completion(&self) -> Option<Seconds>;

    /// Moves everything completed at `now` or before into `into`, in any order. Called only when
    /// [`next_completion`](Device::next_completion) is not after `now`; must then give at least one, or the loop
    /// asks for ever.
    fn collect(&self, now: Seconds, into: &mut Vec<Completion<H>>);
}
