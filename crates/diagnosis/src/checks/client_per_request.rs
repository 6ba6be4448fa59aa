//! A client is made for each request, and with it a connection.

use super::{
    Finding, Kind, clients,
    diagnose::Check,
    script::index::{Call, Index},
    standing::Standing,
    words::code,
};
use trace::{
    End, RESOLUTION, Seconds, connection::What, number::spoken, wires::Wire, wires::exchanges,
};

/// So many are enough to say so.
const SEVERAL: usize = 3;
/// Looks at what connections were used for, when all is known.
#[derive(Default)]
pub(crate) struct ClientPerRequest;

/// A connection that was opened, asked once, and closed with the answer.
struct Once {
    host: String,
    line: u32,
    opened: Seconds,
    /// How long it took until something could be asked.
    took: Seconds,
    closed: Seconds,
}

impl Check for ClientPerRequest {
    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let Some(index) = index else {
            return Vec::new();
        };
        let asked = exchanges(&standing.wires);
        let once: Vec<Once> = standing
            .wires
            .all()
            .filter(|(_, wire)| wire.end == Some(End::Asks))
            .filter_map(|(connection, wire)| {
                let mut its = asked.iter().filter(|each| each.connection == connection);
                let (only, None) = (its.next()?, its.next()) else {
                    return None;
                };
                used_once(wire, only.from, only.to?)
            })
            .collect();
        clients::making(index)
            .filter_map(|(call, _)| finding(index, call, &once))
            .collect()
    }
}

fn used_once(wire: &Wire, asked: Seconds, answered: Seconds) -> Option<Once> {
    let opened = wire
        .seen
        .iter()
        .find(|seen| seen.what == What::Connecting)?;
    let is_request = |seen: &&trace::connection::Seen| matches!(seen.what, What::Request(_));
    let request = wire.seen.iter().find(is_request)?;
    let closed = wire.seen.last().filter(|seen| seen.what == What::Closed)?;
    // Who was left by the other end had to connect anew.
    let was_left = |seen: &trace::connection::Seen| matches!(seen.what, What::Ended | What::Reset);
    let with_the_answer = (closed.at - answered).abs() <= RESOLUTION;
    (with_the_answer && !wire.seen.iter().any(was_left)).then(|| Once {
        host: wire.name(),
        // A library may connect in a task of its own: the request is made where the script says so.
        line: request.line.unwrap_or(0),
        opened: opened.at,
        took: asked - opened.at,
        closed: closed.at,
    })
}

fn finding(index: &Index<'_>, call: &Call<'_>, once: &[Once]) -> Option<Finding> {
    let function = &index.functions[call.function?];
    let (first, last) = index.script.lines(function.def);
    let its: Vec<&Once> = once
        .iter()
        .filter(|each| (first..=last).contains(&each.line))
        .collect();
    let host = &its.first()?.host;
    let same: Vec<&&Once> = its.iter().filter(|each| each.host == *host).collect();
    // One client for all closes all of its connections at one moment.
    let apart = same
        .iter()
        .any(|each| (each.closed - same[0].closed).abs() > RESOLUTION);
    if same.len() < SEVERAL || !apart {
        return None;
    }
    let name = call.written.as_deref().unwrap_or_default();
    let line = index.script.line(call.call);
    let cost: Seconds = same[1..].iter().map(|each| each.took).sum();
    let took = match cost > RESOLUTION {
        true => format!(" All but the first cost {} more.", spoken(cost)),
        false => String::new(),
    };
    Some(Finding {
        kind: Kind::ClientPerRequest,
        line: Some(line),
        columns: Some(index.script.columns(call.call)),
        at: same[1].opened,
        cost: (cost > RESOLUTION).then_some(cost),
        text: format!(
            "{} on line {line} makes a client for each request: {} requests to `{host}` needed {} connections, each asked once \
             and closed.{took} Make one client outside `{}` and use it for all: it keeps its connections.",
            code(name),
            same.len(),
            same.len(),
            function.def.name.as_str()
        ),
        fix: None,
    })
}
