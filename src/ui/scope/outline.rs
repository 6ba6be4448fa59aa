//! Where a span is drawn.

use super::{
    hit::{END_MARK, Spot},
    scene::{ARROW, Division, Rect, STEP, Sight},
    walk,
};
use trace::{Lane, State};

/// The wait of a lane that nothing ends, in a run that ended because nothing was left to run.
pub fn eternal_wait(lane: &Lane) -> Option<usize> {
    let last = lane.spans.len().checked_sub(1)?;
    let waits = lane.owner.is_the_scripts()
        && lane.ended.is_none()
        && lane.spans[last].state == State::Waiting;
    waits.then_some(last)
}

/// The rectangle of a spot, as far as it is in the window.
pub fn outline(sight: &Sight, spot: Spot) -> Option<Rect> {
    let lane = sight.timelines.get(spot.run)?.lanes.get(spot.lane)?;
    let row = sight.layout.rows[sight.layout.lane(spot.run, spot.lane)?];
    let (from, to) = walk::extent(lane, spot.span)?;
    let Division {
        gutter,
        bar_top,
        bar,
        ..
    } = sight.division;
    let (mut left, mut right) = (sight.scale.x(from), sight.scale.x(to));
    if sight.stuck.get(spot.run).is_some_and(|stuck| *stuck)
        && eternal_wait(lane) == Some(spot.span)
    {
        right = sight.width - ARROW;
    }
    if spot.span >= lane.spans.len() {
        (left, right) = (right + 2.0, right + END_MARK);
    } else if right - left < STEP {
        let middle = f64::midpoint(left, right);
        (left, right) = (middle - STEP / 2.0, middle + STEP / 2.0);
    }
    let (left, right) = (left.max(gutter), right.min(sight.width));
    (left < right).then_some(Rect {
        x: left,
        y: row.top - sight.scroll + bar_top,
        width: right - left,
        height: bar,
    })
}
