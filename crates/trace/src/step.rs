//! A step, and the spans that it becomes.

use super::{
    event::{Runner, Seconds},
    hold::{Hold, RESOLUTION},
    lane::{Holder, Span, State},
    words::{COMPUTING, INTERPRETER_LOCK},
};

/// A step that holds the loop for this long is blocking: `slow_callback_duration` of asyncio's debug mode.
pub const BLOCKING_THRESHOLD: Seconds = 0.1;

#[derive(Clone, Debug)]
pub(super) struct Step {
    pub runner: Runner,
    pub from: Seconds,
    pub line: Option<u32>,
    pub event: usize,
    /// The holds from this index on are its own, or those of steps inside it.
    pub first_hold: usize,
}

impl Step {
    /// Itself as the spans of its lane: one running span, of any length, or the holds that made it too long; and where it
    /// could not compute because `holder` did, or only waited, that.
    pub fn spans(
        &self,
        to: Seconds,
        holds: &[Hold],
        holder: impl Fn(&Hold) -> Holder,
    ) -> Vec<Span> {
        let span = |hold: &Hold| {
            let span = busy(hold.from, hold.to, hold.line, hold.event);
            if hold.is_awaited_turn() {
                return Span {
                    state: State::Ready,
                    what: INTERPRETER_LOCK.to_owned(),
                    held_by: vec![holder(hold)],
                    ..span
                };
            }
            let state = match hold.only_waited {
                true => State::Waiting,
                false => State::Blocking,
            };
            let what = hold.call.clone().unwrap_or_else(|| COMPUTING.to_owned());
            Span {
                state,
                what,
                ..span
            }
        };
        if to - self.from + RESOLUTION >= BLOCKING_THRESHOLD {
            return holds.iter().map(span).collect();
        }
        let mut spans = Vec::new();
        let mut from = self.from;
        let runs = |from, to| busy(from, to, self.line, self.event);
        for hold in holds {
            if hold.is_awaited_turn() || hold.only_waited {
                if hold.from > from {
                    spans.push(runs(from, hold.from));
                }
                spans.push(span(hold));
                from = hold.to;
            }
        }
        if spans.is_empty() || to > from {
            spans.push(runs(from, to));
        }
        spans
    }
}

/// A running span.
pub(super) fn busy(from: Seconds, to: Seconds, line: Option<u32>, event: usize) -> Span {
    Span {
        state: State::Running,
        from,
        to,
        line,
        what: String::new(),
        until: None,
        held_by: Vec::new(),
        event,
    }
}

/// Steps that follow each other in one instant are one span; so is such a step beside a longer one.
pub(super) fn push_step(spans: &mut Vec<Span>, span: Span) {
    if let Some(last) = joined(spans, &span)
        && (last.to <= last.from || span.to <= span.from)
    {
        if span.to > span.from {
            *last = Span {
                from: last.from,
                ..span
            };
        }
    } else {
        spans.push(span);
    }
}

/// The loop is busy without a break while step follows step, whoever they are.
pub(super) fn push_busy(spans: &mut Vec<Span>, span: Span) {
    if let Some(last) = joined(spans, &span) {
        last.to = last.to.max(span.to);
        if last.line != span.line {
            last.line = None;
        }
    } else {
        spans.push(span);
    }
}

fn joined<'a>(spans: &'a mut [Span], next: &Span) -> Option<&'a mut Span> {
    spans.last_mut().filter(|last| {
        last.state == State::Running
            && next.state == State::Running
            && next.from <= last.to + RESOLUTION
    })
}
