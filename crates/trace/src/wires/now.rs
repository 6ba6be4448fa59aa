//! Connections at one moment: what each is doing, and for whom.

use super::{exchange::label, lanes::SWITCHED};
use crate::{
    connection::{ConnectionId, What},
    event::{Runner, Seconds},
    lane::End,
    moment::Moment,
    wait::{Meeting, Wait, WaitKind},
};

/// What goes on at a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// It is being made.
    Connecting,
    /// It listens; so many wait to be accepted.
    Listening(u32),
    /// TLS is being agreed on.
    Handshake,
    /// It has asked for this, or was asked: `GET /books`; nothing for what is not HTTP's.
    Asked(Option<String>),
    /// The answer passes: `GET /books 200`.
    Answering(String),
    /// It has no room until the other end reads.
    Full,
    /// Nothing is open on it.
    Idle,
    /// The other end writes no more, or has reset it.
    Ended,
}

/// A connection at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct WireNow {
    /// Which.
    pub connection: ConnectionId,
    /// What it is to its connection.
    pub end: End,
    /// What the reader calls it.
    pub name: String,
    /// What goes on.
    pub doing: Doing,
    /// Since when, in virtual seconds.
    pub since: Seconds,
    /// Whom it serves.
    pub user: Option<Runner>,
}

impl WireNow {
    /// What it waits for, as it follows "waits for": `the answer to GET /books`.
    pub fn waits_for(&self) -> String {
        let request = |request: &Option<String>| match request {
            Some(request) => format!("the answer to {request}"),
            None => "the answer".to_owned(),
        };
        match (&self.doing, self.end) {
            (Doing::Connecting, _) => "being connected".to_owned(),
            (Doing::Listening(0), _) => "who connects".to_owned(),
            (Doing::Listening(1), _) => "1 to be accepted".to_owned(),
            (Doing::Listening(waiting), _) => format!("{waiting} to be accepted"),
            (Doing::Handshake, _) => "the TLS handshake".to_owned(),
            (Doing::Asked(what), End::Asks) => request(what),
            (Doing::Asked(Some(what)), _) => format!("the answer from here to {what}"),
            (Doing::Asked(None), _) => "an answer from here".to_owned(),
            (Doing::Answering(what), End::Asks) => format!("the rest of {what}"),
            (Doing::Answering(what), _) => format!("the end of {what}"),
            (Doing::Full, _) => "room: the other end does not read".to_owned(),
            (Doing::Idle, End::Asks) => "bytes".to_owned(),
            (Doing::Idle, _) => "the next request".to_owned(),
            (Doing::Ended, _) => "being closed".to_owned(),
        }
    }
}

impl Moment<'_> {
    /// The connections that are open, in the order of opening.
    pub fn connections(&self) -> impl Iterator<Item = WireNow> {
        let last = self.event();
        self.wires.all().filter_map(move |(connection, wire)| {
            let last = last?;
            let behind = wire.seen.partition_point(|seen| seen.event <= last);
            let seen = &wire.seen[..behind];
            let end = wire.end?;
            let first = seen.first()?;
            let (mut doing, mut since) = (Doing::Idle, first.at);
            let mut request: Option<String> = None;
            for each in seen {
                let next = match &each.what {
                    What::Closed | What::Failed(_) => return None,
                    What::Connecting => Doing::Connecting,
                    What::Listening => Doing::Listening(0),
                    What::Queued(waiting) => Doing::Listening(*waiting),
                    What::HandshakeBegan => Doing::Handshake,
                    What::Connected | What::HandshakeEnded => Doing::Idle,
                    What::Full => Doing::Full,
                    What::Request(what) => {
                        request = Some(what.clone());
                        Doing::Asked(request.clone())
                    }
                    What::Answer(SWITCHED) => Doing::Idle,
                    What::Answer(status) => {
                        let request = request.take().unwrap_or_default();
                        Doing::Answering(label(&request, Some(*status)))
                    }
                    What::Sent(_) | What::Received(_)
                        if matches!(
                            doing,
                            Doing::Handshake | Doing::Answering(_) | Doing::Asked(Some(_))
                        ) =>
                    {
                        continue;
                    }
                    What::Sent(_) if end == End::Asks => Doing::Asked(None),
                    What::Received(_) if end != End::Asks => Doing::Asked(None),
                    What::Sent(_) | What::Received(_) => Doing::Idle,
                    What::Ended | What::Reset => Doing::Ended,
                    What::Accepted | What::ShutDown | What::MadeUp => continue,
                };
                (doing, since) = (next, each.at);
            }
            Some(WireNow {
                connection,
                end,
                name: wire.name(),
                doing,
                since,
                user: wire.user_at(last),
            })
        })
    }

    /// What somebody waits for at a connection, as it follows "waits for": `httpbin.org's answer to GET /delay/1`. None where
    /// it waits for something else.
    pub fn waits_at_connection(&self, who: Runner, wait: &Wait) -> Option<String> {
        let may = match &wait.kind {
            WaitKind::Future | WaitKind::Library(_) => true,
            // Libraries wait for bytes at an event of their own.
            WaitKind::Shared { meeting, .. } => *meeting == Meeting::EventWait,
            WaitKind::Blocking(call) => call.kind == crate::CallKind::Socket,
            _ => false,
        };
        if !may || !self.wires.has(who) {
            return None;
        }
        let mut of_it = self.connections().filter(|wire| wire.user == Some(who));
        of_it.find_map(|wire| match (&wire.doing, wire.end) {
            (Doing::Connecting, _) => Some(format!("a connection with {}", wire.name)),
            (Doing::Handshake, End::Asks) => Some(format!("the TLS handshake with {}", wire.name)),
            (Doing::Asked(Some(request)), End::Asks) => {
                Some(format!("{}'s answer to {request}", wire.name))
            }
            (Doing::Asked(None), End::Asks) => Some(format!("{}'s answer", wire.name)),
            (Doing::Answering(what), End::Asks) => {
                Some(format!("the rest of {what} from {}", wire.name))
            }
            (Doing::Full, _) => Some(format!("{} to read", wire.name)),
            _ => None,
        })
    }
}
