//! What each event changed: the way back from one moment to the one before.

use super::{
    event::{CallbackId, Runner, Seconds, TaskId, ThreadId, TimerId},
    run_state::{Hold, Phase, RunState, TaskState, ThreadState},
    wait::ObjectId,
};
use std::collections::VecDeque;

/// One change, with what was before.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// An event begins; its own changes follow.
    Event {
        phase: Phase,
        blocked: Option<usize>,
        failed: Option<usize>,
        over: Option<usize>,
    },
    Task(TaskId, Option<TaskState>),
    Callback(CallbackId, Option<usize>),
    Timer(TimerId, Option<(usize, Seconds)>),
    Thread(ThreadId, Option<ThreadState>),
    /// Who held something.
    Holds(ObjectId, Vec<Hold>),
    /// Something entered the ready queue at its end.
    Queued,
    /// Something left it from this place.
    Taken(usize, (Runner, usize)),
    /// It was emptied of these.
    Cleared(VecDeque<(Runner, usize)>),
    /// A step began.
    Stepped,
    /// The innermost step ended.
    Unstepped(Runner),
}

/// A part of the journal is full when it has so many changes; the next event begins another one.
const FULL: usize = 1 << 12;
/// So many parts are kept: the way back is that long, and what lies before it is reached from a copy.
const MOST: usize = 1 << 7;

/// The changes of some events, which are complete.
#[derive(Clone, Debug, Default)]
struct Part {
    changes: Vec<Change>,
    events: usize,
}

/// The changes of the last events, in parts: nothing is moved when it grows, and what is oldest can go.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal {
    parts: VecDeque<Part>,
    /// How many events they are of.
    events: usize,
}

impl Journal {
    pub fn note(&mut self, change: Change) {
        if matches!(change, Change::Event { .. }) {
            let full = |part: &Part| part.changes.len() >= FULL;
            if self.parts.back().is_none_or(full) {
                self.parts.push_back(Part {
                    changes: Vec::with_capacity(FULL),
                    events: 0,
                });
            }
            if self.parts.len() > MOST
                && let Some(oldest) = self.parts.pop_front()
            {
                self.events -= oldest.events;
            }
            self.events += 1;
            if let Some(last) = self.parts.back_mut() {
                last.events += 1;
            }
        }
        if let Some(last) = self.parts.back_mut() {
            last.changes.push(change);
        }
    }

    /// How many events can be taken back.
    pub fn reach(&self) -> usize {
        self.events
    }

    /// The last change, which is no longer noted.
    fn pop(&mut self) -> Option<Change> {
        loop {
            let last = self.parts.back_mut()?;
            let Some(change) = last.changes.pop() else {
                self.parts.pop_back();
                continue;
            };
            if matches!(change, Change::Event { .. }) {
                last.events -= 1;
                self.events -= 1;
            }
            return Some(change);
        }
    }
}

impl RunState {
    /// Takes back the last event; the journal reaches as far.
    pub(super) fn take_back(&mut self) {
        while let Some(change) = self.journal.as_mut().and_then(Journal::pop) {
            match change {
                Change::Event {
                    phase,
                    blocked,
                    failed,
                    over,
                } => {
                    (self.phase, self.blocked) = (phase, blocked);
                    (self.failed, self.over) = (failed, over);
                    self.events -= 1;
                    return;
                }
                Change::Task(task, before) => self.put_task(task, before),
                Change::Callback(callback, before) => put(&mut self.callbacks, callback, before),
                Change::Timer(timer, before) => drop(self.put_timer(timer, before)),
                Change::Thread(thread, before) => put(&mut self.threads, thread, before),
                Change::Holds(object, before) => {
                    put(
                        &mut self.holds,
                        object,
                        Some(before).filter(|all| !all.is_empty()),
                    );
                }
                Change::Queued => drop(self.ready.pop_back()),
                Change::Taken(place, entry) => self.ready.insert(place, entry),
                Change::Cleared(ready) => self.ready = ready,
                Change::Stepped => drop(self.steps.pop()),
                Change::Unstepped(step) => self.steps.push(step),
            }
        }
    }
}

fn put<K: Ord, V>(map: &mut std::collections::BTreeMap<K, V>, key: K, before: Option<V>) {
    match before {
        Some(before) => drop(map.insert(key, before)),
        None => drop(map.remove(&key)),
    }
}
