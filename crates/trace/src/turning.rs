//! Where in its turn the loop is, and what a task waits for down to the last.

use super::{
    event::{Cause, EventKind, Runner, Seconds, TaskId},
    moment::{Doing, Moment},
    number::spoken,
    run_state::Phase,
};
use std::collections::HashSet;

/// What the loop does in a turn, in this order (`BaseEventLoop._run_once`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// There is no loop, or it does not run.
    Outside,
    /// It waits for the next timer or a device (`select`).
    Wait,
    /// It takes what devices completed.
    Collect,
    /// It takes the timers that are due.
    Timers,
    /// It runs what is ready.
    Run,
}

/// How far back it is looked for what the loop was last at.
const NEAR: usize = 16;
/// So deep a chain of waits is told.
const DEEPEST: usize = 8;
/// So many lines of it.
const LONGEST: usize = 24;

/// One line of what somebody waits for.
#[derive(Clone, Debug, PartialEq)]
pub struct Waits {
    /// How many it is under.
    pub depth: usize,
    /// Who.
    pub who: Runner,
    /// What it does, in words: `waits for sleep until 2.0 s`.
    pub text: String,
    /// The script's line at which it is.
    pub line: Option<u32>,
    /// What it has to do with the line before: `holds it since 0.0 s`.
    pub holds: Option<Seconds>,
}

impl Moment<'_> {
    /// Where in its turn the loop is.
    pub fn part(&self) -> Part {
        let state = self.state();
        if state.over.is_some() {
            return Part::Outside;
        }
        match state.phase {
            Phase::Outside => return Part::Outside,
            Phase::Idle => return Part::Wait,
            Phase::Turning if !state.steps.is_empty() => return Part::Run,
            Phase::Turning => {}
        }
        let before = self.trace.events[..state.events].iter().rev().take(NEAR);
        before
            .filter_map(|event| match &event.kind {
                EventKind::TimerFired { .. }
                | EventKind::Ready {
                    cause: Cause::Timer(_),
                    ..
                } => Some(Part::Timers),
                EventKind::Ready {
                    cause: Cause::Device(_) | Cause::Connection(_),
                    ..
                } => Some(Part::Collect),
                EventKind::Idle { .. } => Some(Part::Wait),
                EventKind::TurnStarted { .. }
                | EventKind::StepEnded { .. }
                | EventKind::Suspended { .. }
                | EventKind::TaskEnded { .. } => Some(Part::Run),
                _ => None,
            })
            .next()
            .unwrap_or(Part::Run)
    }

    /// What a task waits for, through tasks and locks, down to the last: its own line first, those that it rests on under
    /// it. A circle is told once around.
    pub fn waits_of(&self, task: TaskId) -> Vec<Waits> {
        let mut lines = Vec::new();
        let mut seen = HashSet::new();
        self.push_waits(Runner::Task(task), 0, None, &mut seen, &mut lines);
        lines
    }

    fn push_waits(
        &self,
        who: Runner,
        depth: usize,
        holds: Option<Seconds>,
        seen: &mut HashSet<Runner>,
        lines: &mut Vec<Waits>,
    ) {
        if depth > DEEPEST || lines.len() >= LONGEST {
            return;
        }
        let task = match who {
            Runner::Task(task) => self.task(task),
            _ => None,
        };
        let again = !seen.insert(who);
        let (text, line) = match task.as_ref().map(|task| task.doing) {
            Some(Doing::Waiting { wait, .. }) => {
                let until = match wait.until {
                    Some(until) => format!(" until {}", spoken(until)),
                    None => String::new(),
                };
                let again = if again { ": a circle" } else { "" };
                (
                    format!("waits for {}{until}{again}", self.waited_for(wait)),
                    None,
                )
            }
            Some(Doing::Ready { since }) => (format!("ready since {}", spoken(since)), None),
            Some(Doing::Running) => ("runs".to_owned(), self.line()),
            Some(Doing::Ended { at, .. }) => (format!("ended at {}", spoken(at)), None),
            None => (String::new(), None),
        };
        let stack = task.as_ref().map_or(&[][..], |task| task.stack);
        lines.push(Waits {
            depth,
            who,
            text,
            line: stack.iter().rev().find_map(|frame| frame.line).or(line),
            holds,
        });
        let Some(Doing::Waiting { wait, .. }) = task.map(|task| task.doing) else {
            return;
        };
        if again {
            return;
        }
        for next in self.still_out(wait) {
            self.push_waits(Runner::Task(next), depth + 1, None, seen, lines);
        }
        if let Some(object) = wait.object() {
            for hold in self.holders(object) {
                self.push_waits(hold.by, depth + 1, Some(hold.since), seen, lines);
            }
        }
    }
}
