//! What tests read of a timeline.

use trace::{Lane, Seconds, Span, State, Timeline};

pub fn lane<'a>(timeline: &'a Timeline, name: &str) -> &'a Lane {
    let found = timeline.lanes.iter().find(|lane| lane.name == name);
    found.unwrap_or_else(|| panic!("no lane {name}"))
}

/// State, start and end of each span.
pub fn spans(lane: &Lane) -> Vec<(State, Seconds, Seconds)> {
    lane.spans
        .iter()
        .map(|span| (span.state, span.from, span.to))
        .collect()
}

pub fn ready_spans(timeline: &Timeline) -> Vec<(&str, &Span)> {
    let lanes = timeline.lanes.iter();
    lanes
        .flat_map(|lane| lane.spans.iter().map(|span| (lane.name.as_str(), span)))
        .filter(|(_, span)| span.state == State::Ready)
        .collect()
}

pub fn names(span: &Span) -> Vec<&str> {
    span.held_by
        .iter()
        .map(|holder| holder.name.as_str())
        .collect()
}
