//! A database: queries that run beside each other, each of which takes its time.

use super::{Completion, Device, Seconds, Submission, Wake};
use std::cell::RefCell;

/// A database that answers each query so long after it is submitted.
#[derive(Debug, Default)]
pub struct Database {
    /// In the order of their ends, then of their submission.
    pending: RefCell<Vec<Completion>>,
}

impl Database {
    /// A database that nobody asks anything.
    pub fn new() -> Self {
        Self::default()
    }

    /// A query that is submitted `now`, and takes so many seconds. The moment at which it is over.
    pub fn query(
        &self,
        now: Seconds,
        submission: Submission,
        seconds: Seconds,
        wakes: Wake,
    ) -> Seconds {
        let at = now + seconds.max(0.0);
        let mut pending = self.pending.borrow_mut();
        let place = pending.partition_point(|other| other.at <= at);
        let completion = Completion {
            at,
            submission,
            wakes,
        };
        pending.insert(place, completion);
        at
    }
}

impl Device for Database {
    fn next_completion(&self) -> Option<Seconds> {
        self.pending.borrow().first().map(|query| query.at)
    }

    fn collect(&self, now: Seconds, into: &mut Vec<Completion>) {
        let mut pending = self.pending.borrow_mut();
        let due = pending.partition_point(|query| query.at <= now);
        into.extend(pending.drain(..due));
    }
}
