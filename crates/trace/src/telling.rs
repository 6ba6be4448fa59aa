//! The moment of a run that explains it best, where nobody has chosen one.

use super::{
    event::{EventKind, Runner, Seconds, Trace},
    names::is_housekeeping,
    step::BLOCKING_THRESHOLD,
};
use std::collections::HashSet;

/// A moment, and the last event that has happened there where that is not all of the moment's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Telling {
    /// In virtual seconds.
    pub at: Seconds,
    /// The event.
    pub event: Option<usize>,
}

/// The first turn of the loop for which more than one thing is ready, or the first moment at which there is one while the loop is held; else halfway through the first
/// wait. None where nothing of that ever is.
pub fn telling(trace: &Trace) -> Option<Telling> {
    let mut own = HashSet::new();
    let mut ready: HashSet<Runner> = HashSet::new();
    let mut wait = None;
    for (index, event) in trace.events.iter().enumerate() {
        match &event.kind {
            EventKind::TaskCreated {
                task, coroutine, ..
            } if !is_housekeeping(coroutine) => {
                own.insert(Runner::Task(*task));
            }
            EventKind::ThreadStarted { thread, .. } => {
                own.insert(Runner::Thread(*thread));
            }
            EventKind::Ready { what, .. } if own.contains(what) => {
                ready.insert(*what);
            }
            // All of them, and before the first of them runs.
            EventKind::TurnStarted { .. } if ready.len() > 1 => {
                return Some(Telling {
                    at: event.at,
                    event: Some(index),
                });
            }
            EventKind::StepStarted { what } => {
                ready.remove(what);
            }
            EventKind::Blocked { seconds, .. } | EventKind::Computed { seconds }
                if *seconds >= BLOCKING_THRESHOLD && !ready.is_empty() =>
            {
                return Some(Telling {
                    at: event.at + seconds / 2.0,
                    event: None,
                });
            }
            EventKind::Idle { until } if *until > event.at && until.is_finite() => {
                wait.get_or_insert(Telling {
                    at: f64::midpoint(event.at, *until),
                    event: None,
                });
            }
            _ => {}
        }
    }
    wait
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Cause, Event, TaskId};

    fn trace(kinds: Vec<(Seconds, EventKind)>) -> Trace {
        let event = |(at, kind)| Event {
            at,
            runner: None,
            line: None,
            kind,
        };
        Trace {
            events: kinds.into_iter().map(event).collect(),
        }
    }

    fn created(task: u32) -> (Seconds, EventKind) {
        let kind = EventKind::TaskCreated {
            task: TaskId(task),
            name: "a".to_owned(),
            coroutine: "a".to_owned(),
            parent: None,
        };
        (0.0, kind)
    }

    fn ready(task: u32) -> (Seconds, EventKind) {
        let kind = EventKind::Ready {
            what: Runner::Task(TaskId(task)),
            cause: Cause::Runner(Runner::Script),
            since: 0.0,
        };
        (0.0, kind)
    }

    #[test]
    fn two_that_are_ready_explain_a_run() {
        let idle = (0.0, EventKind::Idle { until: 2.0 });
        let turn = (0.0, EventKind::TurnStarted { ready: 2 });
        let both = trace(vec![
            created(0),
            idle.clone(),
            created(1),
            ready(0),
            ready(1),
            turn,
        ]);
        let found = telling(&both).expect("a moment");
        assert_eq!(found.event, Some(5));
        // One at a time: halfway through its first wait.
        let what = Runner::Task(TaskId(0));
        let one = trace(vec![
            created(0),
            ready(0),
            (0.0, EventKind::StepStarted { what }),
            idle,
        ]);
        assert_eq!(
            telling(&one),
            Some(Telling {
                at: 1.0,
                event: None
            })
        );
        assert_eq!(telling(&Trace::default()), None);
    }
}
