//! Loops beside the main thread's: in other threads, and in other processes. Their tasks have rows like all others; who runs
//! there holds nobody but them.

use super::TimelineBuilder;
use crate::{
    event::{Computing, Event, EventKind, Runner, Seconds, ThreadId},
    hold::{Holds, RESOLUTION},
    names::is_housekeeping,
    row::Row,
    step::Step,
    words::waited_for,
};
use std::collections::HashMap;

/// Who runs in other threads.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// The thread that runs now, if it is not the main one.
    thread: Option<ThreadId>,
    /// Those that have run a loop.
    loops: HashMap<ThreadId, Other>,
}

/// A loop in another thread.
#[derive(Clone, Debug, Default)]
struct Other {
    /// Who runs there: the innermost last.
    steps: Vec<Step>,
    holds: Holds,
    /// What the thread does within a step while others run, which is when time passes.
    away: Option<Away>,
}

#[derive(Clone, Debug)]
struct Away {
    since: Seconds,
    /// The call that it waits in; none: it computes.
    call: Option<String>,
    line: Option<u32>,
    event: usize,
}

impl Other {
    /// What the thread did until now while it was away held its loop.
    fn hold(&mut self, now: Seconds) -> Option<Away> {
        let away = self.away.take()?;
        let runner = self.steps.last()?.runner;
        if now > away.since + RESOLUTION {
            let call = away.call.as_deref();
            self.holds
                .add((away.since, now), runner, call, away.line, away.event);
        }
        Some(away)
    }
}

impl TimelineBuilder {
    /// Takes what a thread does: it begins and ends its turns.
    pub(super) fn push_thread(&mut self, event: &Event, index: usize) {
        let Some(thread) = event.kind.thread() else {
            return;
        };
        match event.kind {
            EventKind::StepStarted { .. } => self.beside.thread = Some(thread),
            EventKind::StepEnded { .. } => self.beside.thread = None,
            _ => {}
        }
        let name = |task| self.name_of(task);
        let call = match &event.kind {
            EventKind::ThreadWaits { wait, .. } => Some(waited_for(wait, name)),
            _ => None,
        };
        let Some(other) = self.beside.loops.get_mut(&thread) else {
            return;
        };
        match &event.kind {
            EventKind::StepStarted { .. } => {
                other.hold(event.at);
            }
            EventKind::StepEnded { .. } if !other.steps.is_empty() => {
                other.away = Some(Away {
                    since: event.at,
                    call: None,
                    line: None,
                    event: index,
                });
            }
            EventKind::ThreadWaits { .. }
            | EventKind::Computing {
                computing: Computing::Runs | Computing::AwaitsInterpreter | Computing::AwaitsCore,
                ..
            } => {
                if let Some(away) = &mut other.away {
                    away.call = call.or(away.call.take());
                    away.line = event.line.or(away.line);
                }
            }
            EventKind::ThreadEnded { .. } => {
                self.end_beside(thread, event.at);
            }
            _ => {}
        }
    }

    /// Takes an event of a loop that is not the main thread's; whether it is one.
    pub(super) fn push_beside(&mut self, event: &Event, index: usize) -> bool {
        let Some(thread) = self.beside.thread else {
            return false;
        };
        let now = event.at;
        match &event.kind {
            EventKind::LoopStarted | EventKind::LoopStopped | EventKind::TurnStarted { .. } => {
                self.end_beside(thread, now);
            }
            EventKind::Idle { .. } => {}
            EventKind::TaskCreated {
                task,
                name,
                coroutine,
                parent,
            } => {
                if !is_housekeeping(coroutine) {
                    let name = self.called.now(*task).unwrap_or(name);
                    let row = Row::new(*task, name, coroutine, now, index);
                    self.create(row, *task, *parent);
                }
            }
            EventKind::Ready {
                what: Runner::Task(task),
                since,
                ..
            } => {
                if let Some(row) = self.row(*task) {
                    row.make_ready(since.min(now), index);
                }
            }
            EventKind::StepStarted { what } => self.step_beside(thread, *what, event, index),
            EventKind::StepEnded { what } => {
                let steps = self.beside.loops.get(&thread).map(|other| &other.steps);
                let depth =
                    steps.and_then(|steps| steps.iter().rposition(|step| step.runner == *what));
                if let Some(depth) = depth {
                    self.end_steps_beside(thread, depth, now);
                }
            }
            EventKind::Suspended { task, wait, stack } => {
                let what = waited_for(wait, |task| self.name_of(task));
                if let Some(row) = self.row(*task) {
                    row.suspend(now, (wait, what), stack, event.line, index);
                }
            }
            EventKind::TaskEnded { task, outcome } => {
                if let Some(row) = self.row(*task) {
                    row.end(now, outcome);
                }
            }
            // Whatever else there is has no place in any loop's turns.
            _ => return false,
        }
        true
    }

    fn step_beside(&mut self, thread: ThreadId, what: Runner, event: &Event, index: usize) {
        let now = event.at;
        if let Runner::Task(task) = what
            && let Some(&position) = self.by_id.get(&task)
            && let Some(delay) = self.rows[position].resume(now)
        {
            let holds = self.beside.loops.get(&thread).map(|other| &other.holds);
            let held_by = holds.map_or(Vec::new(), |holds| {
                let after = holds.after(delay.from);
                after.into_iter().map(|hold| self.holder(hold)).collect()
            });
            self.rows[position].push_delay(delay, now, held_by);
        }
        let other = self.beside.loops.entry(thread).or_default();
        other.steps.push(Step {
            runner: what,
            from: now,
            line: event.line,
            event: index,
            first_hold: other.holds.len(),
        });
    }

    /// Ends a thread's steps from the innermost to the one at `depth`.
    fn end_steps_beside(&mut self, thread: ThreadId, depth: usize, now: Seconds) {
        loop {
            let Some(other) = self.beside.loops.get_mut(&thread) else {
                return;
            };
            if other.steps.len() <= depth {
                return;
            }
            other.hold(now);
            let Some(step) = other.steps.pop() else {
                return;
            };
            let other = &self.beside.loops[&thread];
            let holds = other.holds.since(step.first_hold);
            let spans = step.spans(now, holds, |hold| self.holder(hold));
            if let Runner::Task(task) = step.runner
                && let Some(row) = self.row(task)
            {
                row.end_step(spans, now);
            }
        }
    }

    fn end_beside(&mut self, thread: ThreadId, now: Seconds) {
        self.end_steps_beside(thread, 0, now);
    }

    /// Ends the steps of all loops beside the main thread's.
    pub(super) fn end_all_beside(&mut self) {
        let mut threads: Vec<ThreadId> = self.beside.loops.keys().copied().collect();
        threads.sort_unstable_by_key(|thread| thread.0);
        for thread in threads {
            self.end_beside(thread, self.now);
        }
    }
}
