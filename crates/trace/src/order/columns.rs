//! From events to columns.

use super::{Column, Doer, Turn};
use crate::{
    event::{EventKind, Runner, Seconds, Trace},
    names::is_housekeeping,
};
use std::collections::HashSet;

/// The columns of a run that ends at `end`, and the turns that have any.
pub(super) fn columns(trace: &Trace, end: Seconds) -> (Vec<Column>, Vec<Turn>) {
    let mut builder = Builder::default();
    for (index, event) in trace.events.iter().enumerate() {
        builder.push(index, event.at, event.line, &event.kind);
    }
    builder.finish(trace.events.len(), end)
}

#[derive(Default)]
struct Builder {
    columns: Vec<Column>,
    turns: Vec<Turn>,
    /// Steps that others run inside of, the outermost first.
    outer: Vec<Runner>,
    /// Whether the last column goes on.
    open: bool,
    /// The loop idles.
    idles: bool,
    in_loop: bool,
    /// A turn that has begun and has no column yet.
    turn: Option<(Seconds, u32)>,
    in_turn: bool,
    /// Tasks of `asyncio.run`'s own.
    housekeeping: HashSet<Runner>,
    cleans_up: bool,
}

impl Builder {
    fn push(&mut self, index: usize, at: Seconds, line: Option<u32>, kind: &EventKind) {
        match kind {
            EventKind::TaskCreated {
                task, coroutine, ..
            } if is_housekeeping(coroutine) => {
                self.housekeeping.insert(Runner::Task(*task));
                self.end_turn();
                self.cleans_up = true;
                self.begin_unless(Doer::CleanUp, index, at);
            }
            EventKind::TurnStarted { ready } if !self.cleans_up => {
                self.end_turn();
                self.outer.clear();
                self.open = false;
                self.idles = false;
                self.turn = Some((at, *ready));
            }
            EventKind::LoopStarted if !self.cleans_up => self.in_loop = true,
            EventKind::LoopStopped if !self.cleans_up => {
                self.end_turn();
                self.in_loop = false;
                self.outer.clear();
                self.open = false;
            }
            EventKind::Idle { .. } if !self.cleans_up => {
                self.end_turn();
                self.outer.clear();
                self.idles = true;
                self.begin(Doer::Idle, index, at);
            }
            EventKind::StepStarted { what } => self.step(*what, index, at),
            EventKind::StepEnded { what } => {
                if let Some(depth) = self.outer.iter().rposition(|outer| outer == what) {
                    self.outer.truncate(depth);
                    self.open = false;
                }
            }
            // These tell of what is over, or of nothing that has a place in the order.
            EventKind::Suspended { .. }
            | EventKind::TaskEnded { .. }
            | EventKind::ThreadWaits { .. }
            | EventKind::ThreadEnded { .. }
            | EventKind::Beat
            | EventKind::Exited { .. }
            | EventKind::Interrupted { .. }
            | EventKind::TimerFired { .. }
            | EventKind::LoopStarted
            | EventKind::LoopStopped
            | EventKind::TurnStarted { .. } => {}
            EventKind::Ready { .. } if self.idles => {}
            _ if self.open || self.cleans_up => {}
            // Somebody goes on: who ran when another began inside, or the script.
            _ if kind.thread().is_some() => {}
            _ => match self.outer.last() {
                Some(&outer) => self.begin(Doer::Step(outer), index, at),
                None if !self.in_loop => self.begin(Doer::Step(Runner::Script), index, at),
                None => {}
            },
        }
        if let (Some(line), Some(column)) = (line, self.columns.last_mut())
            && !self.idles
        {
            column.lines = match column.lines {
                Some((first, last)) => Some((first.min(line), last.max(line))),
                None => Some((line, line)),
            };
        }
    }

    fn step(&mut self, what: Runner, index: usize, at: Seconds) {
        let of_thread = matches!(what, Runner::Thread(_));
        if self.cleans_up {
            let of_loops_own = self.housekeeping.contains(&what)
                || matches!(what, Runner::Callback(_)) && !of_thread;
            if of_loops_own {
                return;
            }
            self.cleans_up = of_thread;
        }
        if self.outer.last() != Some(&what) {
            self.outer.push(what);
        }
        self.begin(Doer::Step(what), index, at);
        if let Some((at, ready)) = self.turn.filter(|_| !of_thread) {
            self.turn = None;
            self.in_turn = true;
            let column = self.columns.len() - 1;
            self.turns.push(Turn {
                column,
                end: column,
                at,
                ready,
            });
        }
        if self.in_turn
            && let Some(column) = self.columns.last_mut()
        {
            column.turn = Some(self.turns.len() - 1);
        }
    }

    fn begin_unless(&mut self, doer: Doer, index: usize, at: Seconds) {
        if self.columns.last().is_none_or(|last| last.doer != doer) {
            self.begin(doer, index, at);
        }
    }

    fn begin(&mut self, doer: Doer, index: usize, at: Seconds) {
        let start = match self.columns.last_mut() {
            Some(last) => {
                last.events.end = index;
                last.to = at;
                index
            }
            // What came before the first belongs to it.
            None => 0,
        };
        self.open = true;
        self.columns.push(Column {
            doer,
            events: start..index + 1,
            from: at,
            to: at,
            lines: None,
            turn: self.in_turn.then(|| self.turns.len() - 1),
        });
    }

    fn end_turn(&mut self) {
        if std::mem::take(&mut self.in_turn)
            && let Some(turn) = self.turns.last_mut()
        {
            turn.end = self.columns.len();
        }
        self.turn = None;
    }

    fn finish(mut self, events: usize, end: Seconds) -> (Vec<Column>, Vec<Turn>) {
        self.end_turn();
        if let Some(last) = self.columns.last_mut() {
            last.events.end = events;
            last.to = end.max(last.from);
        }
        (self.columns, self.turns)
    }
}
