//! The heartbeat of a live run: something that only wants to run every tenth of a second, and is late when the
//! thread is held.

use super::{
    event::Seconds,
    lane::{Holder, Lane, Owner, Span, State},
};

/// Virtual, and here also real, seconds between two beats.
pub const HEARTBEAT: Seconds = 0.1;
/// A beat that is later than this was held up; a browser's timers are exact to some milliseconds.
const LATE: Seconds = 0.05;

/// The beats so far, as spans.
#[derive(Clone, Debug, Default)]
pub(super) struct Heart {
    spans: Vec<Span>,
    /// When it beat last; `None` where it never did: a run on virtual time has no heart.
    last: Option<Seconds>,
}

impl Heart {
    /// It beats now. `held_by` says who held the thread since a moment.
    pub fn beat(
        &mut self,
        now: Seconds,
        index: usize,
        held_by: impl FnOnce(Seconds) -> Vec<Holder>,
    ) {
        self.until(now, index, held_by);
        self.last = Some(now);
        self.spans.push(span(State::Running, now, now, index));
    }

    /// What passed since the last beat.
    fn until(&mut self, now: Seconds, index: usize, held_by: impl FnOnce(Seconds) -> Vec<Holder>) {
        let last = self.last.unwrap_or(0.0);
        let due = last + HEARTBEAT;
        if now <= due + LATE {
            self.spans.push(span(State::Waiting, last, now, index));
        } else {
            self.spans.push(span(State::Waiting, last, due, index));
            self.spans.push(Span {
                held_by: held_by(due),
                ..span(State::Ready, due, now, index)
            });
        }
    }

    /// The lane, up to `now`, if there were beats.
    pub fn finish(
        mut self,
        now: Seconds,
        held_by: impl FnOnce(Seconds) -> Vec<Holder>,
    ) -> Option<Lane> {
        let last = self.last?;
        if now > last {
            let index = self.spans.last().map_or(0, |span| span.event);
            self.until(now, index, held_by);
        }
        self.spans
            .retain(|span| span.to > span.from || span.state == State::Running);
        Some(Lane {
            owner: Owner::Heart,
            name: "heartbeat".to_owned(),
            coroutine: String::new(),
            depth: 0,
            born: 0.0,
            ended: None,
            spans: self.spans,
        })
    }
}

fn span(state: State, from: Seconds, to: Seconds, event: usize) -> Span {
    Span {
        state,
        from,
        to,
        line: None,
        what: if state == State::Waiting {
            "next beat".to_owned()
        } else {
            String::new()
        },
        until: (state == State::Waiting).then_some(from + HEARTBEAT),
        held_by: Vec::new(),
        event,
    }
}
