//! Which request is meant, and which end of it answers.

use crate::{
    connection::ConnectionId,
    event::Seconds,
    lane::End,
    wires::{Exchange, Wires, exchanges},
};

/// The request that was open on a connection at a moment, or the last before it, or the first.
pub fn at_connection(wires: &Wires, connection: ConnectionId, at: Seconds) -> Option<Exchange> {
    let all = exchanges(wires).into_iter();
    let its: Vec<Exchange> = all.filter(|each| each.connection == connection).collect();
    let before = its.iter().rposition(|each| each.from <= at);
    its.into_iter().nth(before.unwrap_or(0))
}

/// The same request at the end that answers it, where that is on this machine: `None` for a host outside.
pub fn serving(wires: &Wires, request: &Exchange) -> Option<Exchange> {
    if request.end == End::Answers {
        return Some(request.clone());
    }
    let asks = wires.get(request.connection)?;
    let (other, _) = wires.all().find(|(_, wire)| {
        let ends = wire.end == Some(End::Answers);
        ends && wire.local == asks.remote && wire.remote == asks.local
    })?;
    let all = exchanges(wires);
    let place = all
        .iter()
        .filter(|each| each.connection == request.connection)
        .position(|each| each.asked == request.asked)?;
    let mut answers = all.into_iter().filter(|each| each.connection == other);
    answers.nth(place)
}
