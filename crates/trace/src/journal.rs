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
    /// These steps ended, the innermost last.
    Unstepped(Vec<Runner>),
}

/// So many changes are kept: the way back is that long, and what lies before it is reached from a copy.
const MOST: usize = 1 << 20;

/// The changes of the last events.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal {
    changes: Vec<Change>,
    /// How many events they are of.
    events: usize,
}

impl Journal {
    pub fn note(&mut self, change: Change) {
        if matches!(change, Change::Event { .. }) {
            if self.changes.len() >= MOST {
                self.changes.clear();
                self.events = 0;
            }
            self.events += 1;
        }
        self.changes.push(change);
    }

    /// How many events can be taken back.
    pub fn reach(&self) -> usize {
        self.events
    }
}

impl RunState {
    /// Takes back the last event; the journal reaches as far.
    pub(super) fn take_back(&mut self) {
        while let Some(change) = self.journal.as_mut().and_then(|log| log.changes.pop()) {
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
                    if let Some(journal) = &mut self.journal {
                        journal.events -= 1;
                    }
                    return;
                }
                Change::Task(task, before) => put(&mut self.tasks, task, before),
                Change::Callback(callback, before) => put(&mut self.callbacks, callback, before),
                Change::Timer(timer, before) => put(&mut self.timers, timer, before),
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
                Change::Unstepped(steps) => self.steps.extend(steps),
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
