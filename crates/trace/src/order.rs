//! A run by the order of what happened, and not by time: one column a step of the loop or of a thread, one for
//! each stretch in which the loop idles. What happens in no time has width here.
//!
//! * [`columns`]: which events make a column, and where turns begin.
//! * [`lanes`]: the timeline's lanes over columns.

use super::{
    event::{Runner, Seconds, Trace},
    lane::Timeline,
};
use std::{ops::Range, sync::Arc};

mod columns;
mod lanes;

/// Who or what a column is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doer {
    /// A step: from when a runner is given the thread to when it gives it back, or to when another begins inside.
    Step(Runner),
    /// Nothing could run: time passes.
    Idle,
    /// `asyncio.run` ends its loop: what it runs for that is one column.
    CleanUp,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Who or what it is of.
    pub doer: Doer,
    /// The events that belong to it: all since it began, until the next one does.
    pub events: Range<usize>,
    /// When it began, in virtual seconds.
    pub from: Seconds,
    /// When the next one began, or the run ended.
    pub to: Seconds,
    /// The first and the last of the script's lines that were executed in it.
    pub lines: Option<(u32, u32)>,
    /// The place in [`Order::turns`] of the turn it belongs to; none outside of turns.
    pub turn: Option<usize>,
}

impl Column {
    /// Whether time passes in it.
    pub fn lasts(&self) -> bool {
        self.to > self.from
    }
}

/// A turn of the loop (`BaseEventLoop._run_once`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// Its first column.
    pub column: usize,
    /// The column behind its last.
    pub end: usize,
    /// When, in virtual seconds.
    pub at: Seconds,
    /// How many handles it had to run.
    pub ready: u32,
}

/// A run in columns.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// From first to last.
    pub columns: Vec<Column>,
    /// The turns of the loop that have columns.
    pub turns: Vec<Turn>,
    /// The lanes of the run's timeline, in the same places, with columns where that has seconds: 2.0 is where the third
    /// column begins.
    pub lanes: Arc<Timeline>,
}

impl Order {
    /// The order of a run whose lanes are these.
    pub fn of(trace: &Trace, timeline: &Timeline) -> Self {
        let (columns, turns) = columns::columns(trace, timeline.end);
        let lanes = Arc::new(lanes::lanes(trace, timeline, &columns));
        Self {
            columns,
            turns,
            lanes,
        }
    }

    /// The column that an event belongs to; none where there are no columns.
    pub fn column_of(&self, event: usize) -> Option<usize> {
        let behind = self
            .columns
            .partition_point(|column| column.events.start <= event);
        match self.columns.is_empty() {
            true => None,
            false => Some(behind.saturating_sub(1)),
        }
    }

    /// Where the cursor is in the order: a column, and how much of it is over. `place` is the last event that has
    /// happened, where the cursor was put behind one; else all of its moment has.
    pub fn position(&self, trace: &Trace, at: Seconds, place: Option<usize>) -> f64 {
        let of_moment = || {
            trace
                .events
                .partition_point(|event| event.at <= at)
                .checked_sub(1)
        };
        let Some(event) = place.or_else(of_moment) else {
            return 0.0;
        };
        let Some(number) = self.column_of(event) else {
            return 0.0;
        };
        let column = &self.columns[number];
        let share = if column.lasts() && at > column.from {
            (at - column.from) / (column.to - column.from)
        } else if column.lasts() {
            0.0
        } else {
            let count = column.events.len().max(1);
            (event.saturating_sub(column.events.start) + 1) as f64 / count as f64
        };
        number as f64 + share.clamp(0.0, 1.0)
    }

    /// The moment at a position in the order, and the last event that has happened there where that is not all of the
    /// moment's; none behind the last column.
    pub fn moment(&self, trace: &Trace, position: f64) -> Option<(Seconds, Option<usize>)> {
        let number = position.max(0.0).floor() as usize;
        let column = self.columns.get(number)?;
        let share = position.max(0.0) - number as f64;
        if column.lasts() && share >= 0.02 {
            return Some((column.from + share * (column.to - column.from), None));
        }
        let count = column.events.len().max(1);
        let behind = match column.lasts() {
            true => 1,
            false => ((share * count as f64).ceil() as usize).clamp(1, count),
        };
        let event = column.events.start + behind - 1;
        let at = trace
            .events
            .get(event)
            .map_or(column.from, |event| event.at);
        Some((at, Some(event)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        event::{Cause, Event, EventKind, Outcome, TaskId},
        lane::{Owner, State},
        wait::{Wait, WaitKind},
    };

    const RED: TaskId = TaskId(0);
    const BLUE: TaskId = TaskId(1);

    fn run(task: TaskId) -> Runner {
        Runner::Task(task)
    }

    fn created(task: TaskId, name: &str) -> EventKind {
        EventKind::TaskCreated {
            task,
            name: name.to_owned(),
            coroutine: "count".to_owned(),
            parent: None,
        }
    }

    fn ready(task: TaskId, cause: Cause) -> EventKind {
        EventKind::Ready {
            what: run(task),
            cause,
            since: 0.0,
        }
    }

    /// Two tasks that give way to each other once; one then sleeps for a second.
    fn trace() -> Trace {
        use EventKind::{
            Idle, LoopStarted, StepEnded, StepStarted, Suspended, TaskEnded, TurnStarted,
        };
        let script = Cause::Runner(Runner::Script);
        let wait = |kind, until| Wait {
            kind,
            until,
            on: Vec::new(),
        };
        let done = || Outcome::Done("None".to_owned());
        let kinds: Vec<(Seconds, Option<u32>, EventKind)> = vec![
            (0.0, Some(9), created(RED, "red")),
            (0.0, None, ready(RED, script)),
            (0.0, Some(10), created(BLUE, "blue")),
            (0.0, None, ready(BLUE, script)),
            (0.0, None, LoopStarted),
            (0.0, None, TurnStarted { ready: 2 }),
            (0.0, None, StepStarted { what: run(RED) }),
            (0.0, Some(5), ready(RED, Cause::Runner(run(RED)))),
            (0.0, None, StepEnded { what: run(RED) }),
            (
                0.0,
                Some(6),
                Suspended {
                    task: RED,
                    wait: wait(WaitKind::NextTurn, None),
                    stack: vec![],
                },
            ),
            (0.0, None, StepStarted { what: run(BLUE) }),
            (0.0, None, StepEnded { what: run(BLUE) }),
            (
                0.0,
                Some(7),
                Suspended {
                    task: BLUE,
                    wait: wait(WaitKind::Sleep, Some(1.0)),
                    stack: vec![],
                },
            ),
            (0.0, None, TurnStarted { ready: 1 }),
            (0.0, None, StepStarted { what: run(RED) }),
            (0.0, None, StepEnded { what: run(RED) }),
            (
                0.0,
                None,
                TaskEnded {
                    task: RED,
                    outcome: done(),
                },
            ),
            (0.0, None, Idle { until: 1.0 }),
            (1.0, None, ready(BLUE, Cause::Runner(Runner::Script))),
            (1.0, None, TurnStarted { ready: 1 }),
            (1.0, None, StepStarted { what: run(BLUE) }),
            (1.0, None, StepEnded { what: run(BLUE) }),
            (
                1.0,
                None,
                TaskEnded {
                    task: BLUE,
                    outcome: done(),
                },
            ),
            (1.0, None, EventKind::Exited { code: 0 }),
        ];
        let events = kinds.into_iter().map(|(at, line, kind)| Event {
            at,
            runner: None,
            line,
            kind,
        });
        Trace {
            events: events.collect(),
        }
    }

    fn order() -> (Trace, Order) {
        let trace = trace();
        let order = Order::of(&trace, &Timeline::of(&trace));
        (trace, order)
    }

    #[test]
    fn each_step_is_a_column_and_so_is_idling() {
        let (_, order) = order();
        let doers: Vec<Doer> = order.columns.iter().map(|column| column.doer).collect();
        assert_eq!(
            doers,
            [
                Doer::Step(Runner::Script),
                Doer::Step(run(RED)),
                Doer::Step(run(BLUE)),
                Doer::Step(run(RED)),
                Doer::Idle,
                Doer::Step(run(BLUE)),
            ]
        );
        let turns: Vec<_> = order
            .turns
            .iter()
            .map(|turn| (turn.column, turn.end))
            .collect();
        assert_eq!(turns, [(1, 3), (3, 4), (5, 6)]);
        assert_eq!(order.columns[0].lines, Some((9, 10)));
        assert!(order.columns[4].lasts() && !order.columns[3].lasts());
    }

    #[test]
    fn what_a_step_made_ready_is_ready_behind_it_until_it_runs() {
        let (_, order) = order();
        let spans = |task: TaskId| -> Vec<(State, Seconds, Seconds)> {
            let lanes = &order.lanes.lanes;
            let lane = lanes.iter().find(|lane| lane.owner == Owner::Task(task));
            let spans = lane.expect("a lane").spans.iter();
            spans.map(|span| (span.state, span.from, span.to)).collect()
        };
        use State::{Ready, Running, Waiting};
        // Red goes on in the turn after: it is ready while blue runs.
        assert_eq!(
            spans(RED),
            [(Running, 1.0, 2.0), (Ready, 2.0, 3.0), (Running, 3.0, 4.0)]
        );
        assert_eq!(
            spans(BLUE),
            [
                (Ready, 1.0, 2.0),
                (Running, 2.0, 3.0),
                (Waiting, 3.0, 5.0),
                (Running, 5.0, 6.0)
            ]
        );
    }

    #[test]
    fn every_position_has_its_moment_and_back() {
        let (trace, order) = order();
        for event in 0..trace.events.len() {
            let at = trace.events[event].at;
            let position = order.position(&trace, at, Some(event));
            assert!((0.0..=6.0).contains(&position), "{event}: {position}");
        }
        // Half of the second that passes.
        assert_eq!(order.moment(&trace, 4.5), Some((0.5, None)));
        assert_eq!(order.position(&trace, 0.5, None), 4.5);
        // Just behind red's second step.
        let (at, place) = order.moment(&trace, 4.0 - 1e-9).expect("a moment");
        assert_eq!((at, place), (0.0, Some(16)));
        assert_eq!(order.position(&trace, at, place), 4.0);
        assert_eq!(order.moment(&trace, 6.0), None);
    }

    #[test]
    fn an_empty_run_has_no_columns() {
        let trace = Trace::default();
        let order = Order::of(&trace, &Timeline::of(&trace));
        assert_eq!(order.columns.len(), 0);
        assert_eq!(order.position(&trace, 1.0, None), 0.0);
        assert_eq!(order.moment(&trace, 0.0), None);
    }
}
