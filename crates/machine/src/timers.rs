//! The heap of timers: what waits for its deadline.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::{Handle, Seconds};

/// Up to this many timers, cancelled ones are left in the heap until they reach its top
/// (`_MIN_SCHEDULED_TIMER_HANDLES`).
const MIN_SCHEDULED: usize = 100;

/// Timers in order of deadline, and of scheduling where deadlines are equal.
///
/// Handles leave the heap before they are dropped or handed out, and nothing is borrowed after a method
/// has returned: destructors may set timers.
pub(super) struct Timers<H> {
    heap: RefCell<BinaryHeap<Entry<H>>>,
    /// How many were ever set: the place of the next one among equal deadlines.
    set: Cell<u64>,
    /// How many of those in the heap are believed to be cancelled: a reason to sweep, not an exact count.
    cancelled: Cell<usize>,
}

struct Entry<H> {
    /// Never NaN, and never -0.0, which would come before 0.0.
    deadline: Seconds,
    place: u64,
    handle: H,
}

impl<H: Handle> Timers<H> {
    pub(super) fn new() -> Self {
        Timers {
            heap: RefCell::new(BinaryHeap::new()),
            set: Cell::new(0),
            cancelled: Cell::new(0),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.heap.borrow().len()
    }

    /// Adds a timer behind those of the same deadline, which must not be NaN.
    pub(super) fn push(&self, deadline: Seconds, handle: H) {
        let place = self.set.get();
        self.set.set(place + 1);
        self.heap.borrow_mut().push(Entry {
            // Adding 0 turns -0.0 into 0.0.
            deadline: deadline + 0.0,
            place,
            handle,
        });
    }

    /// Counts one more cancelled timer.
    pub(super) fn note_cancelled(&self) {
        self.cancelled.set(self.cancelled.get() + 1);
    }

    /// Drops cancelled timers: all of them when they are more than half of many, else those at the top, so that
    /// afterwards the top is a timer that will run.
    pub(super) fn drop_cancelled(&self) {
        let len = self.len();
        if len > MIN_SCHEDULED && self.cancelled.get() > len / 2 {
            self.sweep();
        } else {
            while let Some(handle) = self.pop_if(|top| top.handle.is_cancelled()) {
                self.note_gone();
                drop(handle);
            }
        }
    }

    fn sweep(&self) {
        let all = self.heap.take().into_vec();
        let (cancelled, kept): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|entry| entry.handle.is_cancelled());
        self.cancelled.set(0);
        // Appended, not assigned: whatever was set meanwhile stays.
        self.heap.borrow_mut().extend(kept);
        drop(cancelled);
    }

    /// The deadline at the top.
    pub(super) fn earliest(&self) -> Option<Seconds> {
        self.heap.borrow().peek().map(|top| top.deadline)
    }

    /// Takes the next timer that is due at `now`, by a clock of this resolution; cancelled ones are dropped.
    pub(super) fn pop_due(&self, now: Seconds, resolution: Seconds) -> Option<(Seconds, H)> {
        // CPython asks for `when < now + resolution` alone. Half a year after 0 that sum is `now` itself, and
        // a clock that stands still at the deadline would never find it due.
        let end = now + resolution;
        loop {
            let entry = self.pop_if(|top| top.deadline <= now || top.deadline < end)?;
            if !entry.handle.is_cancelled() {
                return Some((entry.deadline, entry.handle));
            }
            self.note_gone();
        }
    }

    /// All timers in order, cancelled ones included.
    pub(super) fn snapshot(&self) -> Vec<(Seconds, H)>
    where
        H: Clone,
    {
        let heap = self.heap.borrow();
        let mut entries: Vec<_> = heap.iter().collect();
        entries.sort_unstable_by(|a, b| b.cmp(a));
        entries
            .into_iter()
            .map(|entry| (entry.deadline, entry.handle.clone()))
            .collect()
    }

    /// Drops all timers.
    pub(super) fn clear(&self) {
        self.cancelled.set(0);
        drop(self.heap.take());
    }

    /// A function of its own, so that the borrow ends before the entry is looked at.
    fn pop_if(&self, wanted: impl FnOnce(&Entry<H>) -> bool) -> Option<Entry<H>> {
        let mut heap = self.heap.borrow_mut();
        if heap.peek().is_some_and(wanted) {
            heap.pop()
        } else {
            None
        }
    }

    fn note_gone(&self) {
        self.cancelled.set(self.cancelled.get().saturating_sub(1));
    }
}

/// Reversed, because the standard heap has its greatest element at the top.
impl<H> Ord for Entry<H> {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .deadline
            .total_cmp(&self.deadline)
            .then_with(|| other.place.cmp(&self.place))
    }
}

impl<H> PartialOrd for Entry<H> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<H> PartialEq for Entry<H> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<H> Eq for Entry<H> {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    #[derive(Default)]
    struct Flag(Cell<bool>);

    impl Handle for Flag {
        fn is_cancelled(&self) -> bool {
            self.0.get()
        }
    }

    fn filled(count: usize) -> (Timers<Rc<Flag>>, Vec<Rc<Flag>>) {
        let timers = Timers::new();
        let handles: Vec<Rc<Flag>> = (0..count).map(|_| Rc::default()).collect();
        for (at, handle) in handles.iter().enumerate() {
            timers.push(at as Seconds, handle.clone());
        }
        (timers, handles)
    }

    fn cancel(timers: &Timers<Rc<Flag>>, handle: &Flag) {
        handle.0.set(true);
        timers.note_cancelled();
    }

    #[test]
    fn few_cancelled_timers_leave_only_from_the_top() {
        let (timers, handles) = filled(100);
        for handle in &handles[1..] {
            cancel(&timers, handle);
        }
        timers.drop_cancelled();
        assert_eq!(timers.len(), 100);

        cancel(&timers, &handles[0]);
        timers.drop_cancelled();
        assert_eq!(timers.len(), 0);
        assert_eq!(timers.cancelled.get(), 0);
    }

    #[test]
    fn more_than_half_of_many_cancelled_timers_are_swept_at_once() {
        let (timers, handles) = filled(101);
        for handle in &handles[51..] {
            cancel(&timers, handle);
        }
        timers.drop_cancelled();
        assert_eq!(timers.len(), 101, "50 of 101 is not more than half");

        cancel(&timers, &handles[50]);
        timers.drop_cancelled();
        assert_eq!(timers.len(), 50);
        assert_eq!(timers.cancelled.get(), 0);
        let deadlines: Vec<_> = timers.snapshot().into_iter().map(|(at, _)| at).collect();
        assert_eq!(deadlines, (0..50).map(f64::from).collect::<Vec<_>>());
    }

    #[test]
    fn a_timer_is_due_just_below_the_resolution_and_not_at_it() {
        let (timers, _handles) = filled(2);
        assert!(timers.pop_due(1.0 - 2e-9, 1e-9).is_some(), "the one at 0");
        let end = 0.5 + 0.5;
        assert!(timers.pop_due(end - 0.25, 0.25).is_none());
        assert!(timers.pop_due(end - 0.25, 0.25 + f64::EPSILON).is_some());
    }

    #[test]
    fn a_deadline_is_due_at_its_moment_however_far_away() {
        let timers = Timers::new();
        timers.push(1e300, Rc::<Flag>::default());
        assert!(timers.pop_due(1e299, 1e-9).is_none());
        assert!(timers.pop_due(1e300, 1e-9).is_some());
    }

    #[test]
    fn both_zeros_are_one_deadline() {
        let timers = Timers::new();
        let first = Rc::<Flag>::default();
        timers.push(0.0, first.clone());
        timers.push(-0.0, Rc::default());
        let (_, popped) = timers.pop_due(0.0, 1e-9).unwrap();
        assert!(Rc::ptr_eq(&popped, &first));
    }
}
