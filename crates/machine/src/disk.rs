//! A disk: one access after the other, each of which takes its time.

use super::{Completion, Device, Seconds, Submission, Wake};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};

/// A disk that serves accesses in the order in which they are submitted, one at a time.
#[derive(Debug, Default)]
pub struct Disk {
    /// In the order of their ends, which is that of their submission.
    pending: RefCell<VecDeque<Completion>>,
    /// When the last of them is over.
    busy_until: Cell<Seconds>,
}

impl Disk {
    /// A disk at rest.
    pub fn new() -> Self {
        Self::default()
    }

    /// An access that is submitted `now`, and takes so many seconds once those before it are over. The moment at which it
    /// will be.
    pub fn access(
        &self,
        now: Seconds,
        submission: Submission,
        seconds: Seconds,
        wakes: Wake,
    ) -> Seconds {
        let at = self.busy_until.get().max(now) + seconds.max(0.0);
        self.busy_until.set(at);
        self.pending.borrow_mut().push_back(Completion {
            at,
            submission,
            wakes,
        });
        at
    }
}

impl Device for Disk {
    fn next_completion(&self) -> Option<Seconds> {
        self.pending.borrow().front().map(|access| access.at)
    }

    fn collect(&self, now: Seconds, into: &mut Vec<Completion>) {
        let mut pending = self.pending.borrow_mut();
        while let Some(access) = pending.pop_front() {
            if access.at > now {
                pending.push_front(access);
                break;
            }
            into.push(access);
        }
    }
}
