//! The rows of connections: what each was doing, from when it was asked for to when it was closed.
//!
//! The record says when bytes pass, and for HTTP/1 what they begin. Whoever asks waits for an answer from its last byte to the
//! first one back; whoever answers owes one from the first byte of the question. Between answer and next question a connection
//! is idle.

use super::{Wire, exchange::label};
use crate::{
    connection::{ConnectionId, Seen, What, errno_name},
    event::{Outcome, Seconds},
    hold::RESOLUTION,
    lane::{End, Lane, Owner, Span, State},
};

/// Said of a connection that is being made.
pub const CONNECTING: &str = "the connection";
/// Said while TLS is agreed on.
pub const HANDSHAKE: &str = "TLS handshake";
/// Said of who has asked something that is not HTTP's.
pub const ANSWER: &str = "the answer";
/// Said of who was asked something that is not HTTP's.
pub const ANSWERING: &str = "an answer from here";
/// Said while the other end does not read.
pub const ROOM: &str = "room: the other end does not read";

/// What goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Idle,
    Connecting,
    Handshake,
    /// One end waits for what the other owes.
    Owes,
    /// Bytes of an answer pass, until the last of them.
    Transfer,
    /// There is no room.
    Full,
    /// Connections wait to be accepted: at most so many at once.
    Queue(u32),
}

impl Phase {
    /// Of a socket that listens.
    fn of_queue(waiting: u32) -> Self {
        match waiting {
            0 => Self::Idle,
            waiting => Self::Queue(waiting),
        }
    }
}

pub(super) struct Row {
    lane: Lane,
    end: End,
    phase: Phase,
    since: Seconds,
    event: usize,
    line: Option<u32>,
    /// When the last byte went by.
    last_byte: Seconds,
    /// The request that is open, its status, and its first span.
    request: Option<(String, Option<u16>, usize)>,
    reset: bool,
    /// When bytes last passed in no time, and how many.
    passed: (Seconds, u64),
    /// How many wait to be accepted.
    queue: u32,
    /// Another protocol took over: a WebSocket's.
    talks: bool,
}

impl Row {
    pub(super) fn new(connection: ConnectionId, wire: &Wire) -> Self {
        let end = wire.end.unwrap_or(End::Asks);
        Self {
            lane: Lane {
                owner: Owner::Connection(connection, end),
                name: wire.name(),
                coroutine: String::new(),
                depth: 0,
                born: 0.0,
                ended: None,
                spans: Vec::new(),
            },
            end,
            phase: Phase::Idle,
            since: 0.0,
            event: 0,
            line: None,
            last_byte: 0.0,
            request: None,
            reset: false,
            passed: (0.0, 0),
            queue: 0,
            talks: false,
        }
    }

    pub(super) fn take(&mut self, seen: &Seen, at: Seconds, is_last: bool) {
        let first = self.lane.born == 0.0 && self.lane.spans.is_empty() && self.event == 0;
        if first {
            (self.lane.born, self.since, self.last_byte) = (at, at, at);
            (self.event, self.line) = (seen.event, seen.line);
        }
        if self.lane.ended.is_some() {
            return;
        }
        let asks = self.end == End::Asks;
        match &seen.what {
            What::Connecting => self.begin(Phase::Connecting, at, seen),
            What::Listening | What::Connected | What::HandshakeEnded => {
                self.begin(Phase::Idle, at, seen);
            }
            What::Accepted => {
                // What has arrived before that keeps its moment.
                if self.phase == Phase::Idle {
                    self.begin(Phase::Idle, at, seen);
                }
            }
            What::HandshakeBegan => self.begin(Phase::Handshake, at, seen),
            What::Failed(errno) => {
                self.begin(Phase::Idle, at, seen);
                self.lane.ended = Some((at, Outcome::Failed(errno_name(*errno))));
            }
            What::Queued(waiting) => self.queued(*waiting, at, seen),
            What::Full => self.begin(Phase::Full, at, seen),
            What::Sent(_) if asks => self.question(at, seen),
            What::Received(_) if !asks => self.question(at, seen),
            What::Sent(_) | What::Received(_) => self.answer(at, seen),
            What::Request(request) => {
                // It is in the bytes that went by just now, which began the wait.
                let spans = self.lane.spans.len();
                self.request = Some((request.clone(), None, spans));
                if self.phase != Phase::Owes {
                    self.begin(Phase::Owes, at, seen);
                }
            }
            What::Answer(status) => {
                if let Some((request, known, first)) = &mut self.request {
                    *known = Some(*status);
                    let text = label(request, *known);
                    for span in &mut self.lane.spans[*first..] {
                        if matches!(span.state, State::Waiting | State::Transfer) {
                            span.what.clone_from(&text);
                        }
                    }
                    self.begin(Phase::Transfer, at, seen);
                    if *status == SWITCHED {
                        self.begin(Phase::Idle, at, seen);
                        (self.request, self.talks) = (None, true);
                    }
                }
            }
            What::Reset => {
                self.begin(Phase::Idle, at, seen);
                self.reset = true;
                if is_last {
                    self.lane.ended = Some((at, Outcome::Failed(errno_name(RESET))));
                }
            }
            What::Ended | What::ShutDown | What::MadeUp => {}
            What::Closed => {
                self.begin(Phase::Idle, at, seen);
                let how = match self.reset {
                    true => Outcome::Failed(errno_name(RESET)),
                    false => Outcome::Done(String::new()),
                };
                self.lane.ended = Some((at, how));
            }
        }
    }

    /// Bytes of who asks.
    fn question(&mut self, at: Seconds, seen: &Seen) {
        match self.phase {
            Phase::Handshake | Phase::Connecting => {}
            // Both ends talk when they like.
            _ if self.talks => {
                self.begin(Phase::Idle, at, seen);
                self.blip(at, seen);
            }
            // The rest of a request.
            Phase::Owes if self.open_request() => self.last_byte = at,
            _ => {
                if self.phase == Phase::Owes {
                    // Nothing was answered to what was said before.
                    self.phase = Phase::Idle;
                }
                self.blip(at, seen);
                self.begin(Phase::Owes, at, seen);
                self.last_byte = at;
            }
        }
    }

    fn open_request(&self) -> bool {
        matches!(self.request, Some((_, None, _)))
    }

    /// Bytes of who answers.
    fn answer(&mut self, at: Seconds, seen: &Seen) {
        match self.phase {
            Phase::Handshake | Phase::Connecting => {}
            Phase::Transfer => self.last_byte = at,
            // What begins with these bytes is said next.
            Phase::Owes if self.open_request() => self.last_byte = at,
            Phase::Full if self.request.is_some() => {
                self.begin(Phase::Transfer, at, seen);
            }
            _ => {
                self.begin(Phase::Idle, at, seen);
                self.blip(at, seen);
            }
        }
    }

    /// Bytes pass in no time.
    fn blip(&mut self, at: Seconds, seen: &Seen) {
        self.settle(at);
        let (bytes, how) = match &seen.what {
            What::Sent(bytes) => (*bytes, "sent"),
            What::Received(bytes) => (*bytes, "received"),
            _ => return,
        };
        let said = |bytes: u64| format!("{} {how}", crate::number::bytes(bytes as usize));
        let (when, before) = self.passed;
        // Pieces that pass at once are one.
        if when == at
            && let Some(last) = self.lane.spans.last_mut()
            && last.state == State::Transfer
            && last.from == at
            && last.what == said(before)
        {
            self.passed.1 += bytes;
            last.what = said(before + bytes);
            return;
        }
        self.passed = (at, bytes);
        let what = said(bytes);
        self.push(State::Transfer, at, at, what, seen.event, seen.line);
        self.since = at;
    }

    fn queued(&mut self, waiting: u32, at: Seconds, seen: &Seen) {
        let before = std::mem::replace(&mut self.queue, waiting);
        if waiting < before {
            self.settle(at);
            self.accepted(before - waiting, at, seen);
            self.begin(Phase::of_queue(waiting), at, seen);
            return;
        }
        match self.phase {
            Phase::Queue(most) => self.phase = Phase::Queue(most.max(waiting)),
            _ => self.begin(Phase::of_queue(waiting), at, seen),
        }
    }

    /// So many were taken from the queue, in no time: those of one moment are one mark.
    fn accepted(&mut self, count: u32, at: Seconds, seen: &Seen) {
        let (when, before) = self.passed;
        let last = self.lane.spans.last_mut();
        let goes_on = last.filter(|last| last.state == State::Transfer && last.from == at);
        match goes_on.filter(|_| when == at) {
            Some(last) => {
                self.passed.1 = before + u64::from(count);
                last.what = format!("{} accepted", self.passed.1);
            }
            None => {
                self.passed = (at, count.into());
                let what = format!("{count} accepted");
                self.push(State::Transfer, at, at, what, seen.event, seen.line);
            }
        }
    }

    fn begin(&mut self, phase: Phase, at: Seconds, seen: &Seen) {
        self.settle(at);
        self.phase = phase;
        self.since = at;
        self.last_byte = at;
        self.event = seen.event;
        self.line = seen.line;
    }

    /// What went on until now becomes a span.
    fn settle(&mut self, at: Seconds) {
        let (event, line, since) = (self.event, self.line, self.since);
        let (state, to, what) = match self.phase {
            Phase::Idle => (State::Idle, at, String::new()),
            Phase::Connecting => (State::Waiting, at, CONNECTING.to_owned()),
            Phase::Handshake => (State::Waiting, at, HANDSHAKE.to_owned()),
            Phase::Full => (State::Waiting, at, ROOM.to_owned()),
            Phase::Queue(most) => (State::Waiting, at, format!("{most} to be accepted")),
            Phase::Owes => (State::Waiting, at, self.owed()),
            Phase::Transfer => (State::Transfer, self.last_byte, self.owed()),
        };
        self.push(state, since, to, what, event, line);
        if self.phase == Phase::Transfer {
            self.push(State::Idle, to, at, String::new(), event, None);
            self.phase = Phase::Idle;
        }
        self.since = at;
    }

    fn owed(&self) -> String {
        match (&self.request, self.end) {
            (Some((request, status, _)), _) => label(request, *status),
            (None, End::Asks) => ANSWER.to_owned(),
            (None, _) => ANSWERING.to_owned(),
        }
    }

    fn push(
        &mut self,
        state: State,
        from: Seconds,
        to: Seconds,
        what: String,
        event: usize,
        line: Option<u32>,
    ) {
        if to <= from + RESOLUTION && (state != State::Transfer || to < from) {
            return;
        }
        self.lane.spans.push(Span {
            state,
            from,
            to,
            line,
            what,
            until: None,
            held_by: Vec::new(),
            event,
        });
    }

    pub(super) fn finish(mut self, end: Seconds, horizon: Seconds) -> Lane {
        if self.lane.ended.is_none() {
            // Who was only told something need not answer.
            if self.phase == Phase::Owes && self.request.is_none() && self.end == End::Answers {
                self.phase = Phase::Idle;
            }
            let until = if self.phase == Phase::Idle {
                end
            } else {
                horizon
            };
            self.settle(until);
        }
        self.lane
    }
}

/// `101 Switching Protocols`
pub(super) const SWITCHED: u16 = 101;
/// `ECONNRESET`
const RESET: i32 = 104;
