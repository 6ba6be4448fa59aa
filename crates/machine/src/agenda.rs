//! What will happen at moments that are known: the ends of threads' waits.

use super::{Parked, Seconds, Submission};
use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

/// The end of a wait. Ordered by time, then by submission.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alarm {
    pub(super) at: Seconds,
    pub(super) submission: Submission,
    pub(super) parked: Parked,
}

impl Alarm {
    fn key(&self, other: &Self) -> Ordering {
        self.at
            .total_cmp(&other.at)
            .then_with(|| self.submission.cmp(&other.submission))
    }
}

impl PartialEq for Alarm {
    fn eq(&self, other: &Self) -> bool {
        self.key(other) == Ordering::Equal
    }
}

impl Eq for Alarm {}

impl PartialOrd for Alarm {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Alarm {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key(other)
    }
}

/// The alarms in the order in which they will go off. One that has become void stays until it would: who asks says
/// which are.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    alarms: BinaryHeap<Reverse<Alarm>>,
}

impl Agenda {
    pub(super) fn push(&mut self, alarm: Alarm) {
        self.alarms.push(Reverse(alarm));
    }

    /// When the next alarm goes off that is not void.
    pub(super) fn next(&mut self, is_void: impl Fn(Parked) -> bool) -> Option<Seconds> {
        while let Some(Reverse(alarm)) = self.alarms.peek() {
            if !is_void(alarm.parked) {
                return Some(alarm.at);
            }
            self.alarms.pop();
        }
        None
    }

    /// Takes the next alarm, if it goes off at `now` or before.
    pub(super) fn pop_due(&mut self, now: Seconds) -> Option<Alarm> {
        let Reverse(alarm) = self.alarms.peek()?;
        if alarm.at > now {
            return None;
        }
        self.alarms.pop().map(|Reverse(alarm)| alarm)
    }
}
