//! When a waiting thread's time is over.

use std::cmp::Reverse;
use trace::{Seconds, ThreadId};

/// The end of a wait: at a moment; equal ones in the order in which they were set.
pub(super) type Alarm = Reverse<(Moment, u64, ThreadId, u64)>;

/// A moment that can be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moment(pub(super) Seconds);

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}
