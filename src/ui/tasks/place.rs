//! Where in the timeline a row of the table is looked at: at what the table is sorted by.

use crate::ui::scope::Spot;
use trace::{
    Seconds, Span, State, Timeline,
    views::tasks::{Column, TaskRow},
};

/// The span, and the moment that shows it; `None` where the row is no longer there.
pub fn place(
    run: usize,
    timeline: &Timeline,
    row: &TaskRow,
    column: Column,
) -> Option<(Spot, Seconds)> {
    let lane = timeline.lanes.get(row.lane)?;
    let longest = |states: &[State]| {
        let spans = lane.spans.iter().enumerate();
        let of = spans.filter(|(_, span)| states.contains(&span.state));
        let length = |span: &Span| span.to - span.from;
        // The first of the longest.
        of.reduce(|longest, next| {
            if length(next.1) > length(longest.1) {
                next
            } else {
                longest
            }
        })
        .map(|(index, span)| (index, span.from))
    };
    let found = match column {
        Column::Waited => longest(&[State::Waiting]),
        Column::Held => longest(&[State::Blocking]),
        Column::Ran => longest(&[State::Running, State::Blocking]),
        Column::Ready => longest(&[State::Ready]),
        Column::Ended | Column::End => row.ended.map(|at| (lane.spans.len(), at)),
        Column::Name | Column::Created | Column::Steps => None,
    };
    let (span, at) = found.unwrap_or((0, row.created));
    let spot = Spot {
        run,
        lane: row.lane,
        span,
    };
    Some((spot, at))
}
