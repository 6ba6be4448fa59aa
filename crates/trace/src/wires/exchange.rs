//! Requests of HTTP/1 with their answers, at each end that is on this machine.

use super::{Wire, Wires, lanes::SWITCHED};
use crate::{
    connection::{ConnectionId, What},
    event::{Runner, Seconds},
    lane::End,
};

/// A request and its answer, at one end of a connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// At which socket.
    pub connection: ConnectionId,
    /// Whether this end asked or answered.
    pub end: End,
    /// `GET /books?limit=10`, as the first line has it, shortened where it is long.
    pub request: String,
    /// The answer's status, once it has begun.
    pub status: Option<u16>,
    /// The event that tells of the request.
    pub asked: usize,
    /// The event that tells of the answer.
    pub answered: Option<usize>,
    /// When the request was sent, or arrived, in virtual seconds.
    pub from: Seconds,
    /// When the answer began.
    pub begun: Option<Seconds>,
    /// When the last byte of the answer went by; `None` where there is none.
    pub to: Option<Seconds>,
    /// Whoever asked, or answered: the one who used the connection last before the answer began.
    pub by: Option<Runner>,
}

impl Exchange {
    /// `GET /books 200`
    pub fn label(&self) -> String {
        label(&self.request, self.status)
    }
}

pub(super) fn label(request: &str, status: Option<u16>) -> String {
    match status {
        Some(status) => format!("{request} {status}"),
        None => request.to_owned(),
    }
}

/// The requests of all connections, in the order in which they were asked.
pub fn exchanges(wires: &Wires) -> Vec<Exchange> {
    let mut all: Vec<Exchange> = wires
        .all()
        .flat_map(|(connection, wire)| of_wire(connection, wire))
        .collect();
    all.sort_by_key(|exchange| exchange.asked);
    all
}

fn of_wire(connection: ConnectionId, wire: &Wire) -> Vec<Exchange> {
    let mut all: Vec<Exchange> = Vec::new();
    let Some(end @ (End::Asks | End::Answers)) = wire.end else {
        return all;
    };
    let mut open = false;
    for seen in &wire.seen {
        match &seen.what {
            What::Request(request) => {
                open = false;
                all.push(Exchange {
                    connection,
                    end,
                    request: request.clone(),
                    status: None,
                    asked: seen.event,
                    answered: None,
                    from: seen.at,
                    begun: None,
                    to: None,
                    by: wire.user_at(seen.event),
                });
            }
            What::Answer(status) => {
                if let Some(last) = all.last_mut() {
                    open = *status != SWITCHED;
                    last.status = Some(*status);
                    last.answered = Some(seen.event);
                    last.begun = Some(seen.at);
                    last.to = Some(seen.at);
                    if end == End::Answers {
                        last.by = wire.user_at(seen.event);
                    }
                }
            }
            What::Received(_) if open && end == End::Asks => {
                if let Some(last) = all.last_mut() {
                    last.to = Some(seen.at);
                }
            }
            What::Sent(_) if open && end == End::Answers => {
                if let Some(last) = all.last_mut() {
                    last.to = Some(seen.at);
                }
            }
            _ => {}
        }
    }
    all
}
