//! From one place in the order of events to the next: a step of the loop, or a turn.

use trace::{EventKind, Lane, Owner, Seconds, Trace};

/// How far one press goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// To the next thing that happens.
    Event,
    /// To the next turn of the loop.
    Turn,
}

/// Whether there is something to see at an event: others only tell what the next one does.
fn is_seen(kind: &EventKind, stride: Stride) -> bool {
    match kind {
        // Where a run ends is a place to stop at, however one goes.
        EventKind::TurnStarted { .. }
        | EventKind::Exited { .. }
        | EventKind::Interrupted { .. } => true,
        EventKind::TaskCreated { .. }
        | EventKind::Ready { .. }
        | EventKind::TimerSet { .. }
        | EventKind::TimerFired { .. }
        | EventKind::StepStarted { .. }
        | EventKind::Suspended { .. }
        | EventKind::TaskEnded { .. }
        | EventKind::CancelRequested { .. }
        | EventKind::Idle { .. }
        | EventKind::Blocked { .. }
        | EventKind::Computed { .. }
        | EventKind::Held { .. }
        | EventKind::Output { .. }
        | EventKind::Typed { .. }
        | EventKind::CommandEnded { .. }
        | EventKind::ThreadStarted { .. }
        | EventKind::ThreadWaits { .. }
        | EventKind::ThreadEnded { .. } => stride == Stride::Event,
        _ => false,
    }
}

/// The last event that has happened at `at`, in virtual seconds, when all of that moment has; none before the first.
pub fn last_at(trace: &Trace, at: Seconds) -> Option<usize> {
    trace
        .events
        .partition_point(|event| event.at <= at)
        .checked_sub(1)
}

/// The event that a step forward leads to, from the last one that has happened.
pub fn forward(trace: &Trace, from: Option<usize>, stride: Stride) -> Option<usize> {
    let first = from.map_or(0, |from| from + 1);
    let later = trace.events.get(first..)?;
    let step = later
        .iter()
        .position(|event| is_seen(&event.kind, stride))?;
    Some(first + step)
}

/// The event that a step back leads to.
pub fn back(trace: &Trace, from: Option<usize>, stride: Stride) -> Option<usize> {
    let earlier = trace.events.get(..from?)?;
    earlier
        .iter()
        .rposition(|event| is_seen(&event.kind, stride))
}

/// The event that leads to the next thing that happens in a lane, or to the one before: a span begins, or its task ends.
pub fn in_lane(trace: &Trace, lane: &Lane, from: Option<usize>, ahead: bool) -> Option<usize> {
    let end = lane
        .ended
        .as_ref()
        .and_then(|(at, _)| ending(trace, lane.owner, *at));
    let begun = lane.spans.iter().map(|span| span.event).chain(end);
    match (ahead, from) {
        (true, None) => begun.min(),
        (true, Some(from)) => begun.filter(|event| *event > from).min(),
        (false, from) => begun.filter(|event| Some(*event) < from).max(),
    }
}

/// The event with which a task or a thread ended at a moment.
fn ending(trace: &Trace, owner: Owner, at: Seconds) -> Option<usize> {
    let first = trace.events.partition_point(|event| event.at < at);
    let there = trace.events[first..]
        .iter()
        .take_while(|event| event.at <= at);
    there
        .enumerate()
        .find(|(_, event)| match (&event.kind, owner) {
            (EventKind::TaskEnded { task, .. }, Owner::Task(own)) => *task == own,
            (EventKind::ThreadEnded { thread, .. }, Owner::Thread(own)) => *thread == own,
            _ => false,
        })
        .map(|(number, _)| first + number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use trace::{Event, Outcome, Runner, Span, State, TaskId};

    fn trace(kinds: Vec<EventKind>) -> Trace {
        let event = |(place, kind): (usize, EventKind)| Event {
            at: (place / 3) as Seconds,
            runner: None,
            line: None,
            kind,
        };
        Trace {
            events: kinds.into_iter().enumerate().map(event).collect(),
        }
    }

    fn any_kind() -> impl Strategy<Value = EventKind> {
        let what = Runner::Task(TaskId(0));
        prop::sample::select(vec![
            EventKind::TurnStarted { ready: 1 },
            EventKind::StepStarted { what },
            EventKind::StepEnded { what },
            EventKind::LoopStarted,
            EventKind::Exited { code: 0 },
        ])
    }

    #[test]
    fn a_moment_of_many_events_is_walked_through_one_by_one() {
        let what = Runner::Task(TaskId(0));
        let trace = trace(vec![
            EventKind::LoopStarted,
            EventKind::TurnStarted { ready: 1 },
            EventKind::StepStarted { what },
            EventKind::StepEnded { what },
            EventKind::TurnStarted { ready: 1 },
            EventKind::Exited { code: 0 },
        ]);
        let mut at = None;
        let mut walked = Vec::new();
        while let Some(next) = forward(&trace, at, Stride::Event) {
            walked.push(next);
            at = Some(next);
        }
        assert_eq!(walked, [1, 2, 4, 5]);
        assert_eq!(forward(&trace, Some(1), Stride::Turn), Some(4));
        assert_eq!(back(&trace, Some(4), Stride::Turn), Some(1));
        assert_eq!(back(&trace, Some(1), Stride::Event), None);
        assert_eq!(last_at(&trace, 0.5), Some(2));
        assert_eq!(last_at(&trace, -1.0), None);
    }

    #[test]
    fn a_task_is_followed_from_span_to_span_to_its_end() {
        let task = TaskId(0);
        let trace = trace(vec![
            EventKind::LoopStarted,
            EventKind::StepStarted {
                what: Runner::Task(task),
            },
            EventKind::TurnStarted { ready: 1 },
            EventKind::TurnStarted { ready: 1 },
            EventKind::TaskEnded {
                task,
                outcome: Outcome::Cancelled,
            },
            EventKind::Exited { code: 0 },
        ]);
        let span = |event: usize| Span {
            state: State::Running,
            from: 0.0,
            to: 0.0,
            line: None,
            what: String::new(),
            until: None,
            held_by: Vec::new(),
            event,
        };
        let lane = Lane {
            owner: Owner::Task(task),
            name: "a".into(),
            coroutine: "a".into(),
            depth: 0,
            born: 0.0,
            ended: Some((1.0, Outcome::Cancelled)),
            spans: vec![span(1), span(3)],
        };
        let go = |from, ahead| in_lane(&trace, &lane, from, ahead);
        assert_eq!(go(None, true), Some(1));
        assert_eq!(go(Some(1), true), Some(3));
        assert_eq!(go(Some(3), true), Some(4));
        assert_eq!(go(Some(4), true), None);
        assert_eq!(go(Some(4), false), Some(3));
        assert_eq!(go(Some(1), false), None);
    }

    proptest! {
        #[test]
        fn a_step_forward_and_one_back_lead_where_one_was(
            kinds in prop::collection::vec(any_kind(), 1..40),
            turn in any::<bool>(),
        ) {
            let trace = trace(kinds);
            let stride = if turn { Stride::Turn } else { Stride::Event };
            let mut at = forward(&trace, None, stride);
            while let Some(here) = at {
                at = forward(&trace, Some(here), stride);
                if let Some(next) = at {
                    prop_assert!(next > here);
                    prop_assert_eq!(back(&trace, Some(next), stride), Some(here));
                }
            }
        }
    }
}
