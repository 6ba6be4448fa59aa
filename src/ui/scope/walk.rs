//! From span to span with the arrow keys.

use super::{
    hit::Spot,
    layout::{Kind, Layout},
};
use trace::{Lane, Seconds, Timeline};

/// One step of the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The span before, in the same lane.
    Earlier,
    /// The span after it; behind the last one, how the task ended.
    Later,
    /// The lane above.
    Up,
    /// The lane below.
    Down,
    /// Some lanes up.
    PageUp,
    /// Some lanes down.
    PageDown,
    /// The first span of the lane.
    First,
    /// The last one.
    Last,
    /// The first lane of all.
    Top,
    /// The last lane of all.
    Bottom,
}

/// How many lanes a page is.
const PAGE: usize = 10;

/// Where a walk begins in a variant: the first span of its first lane that has any.
pub fn start<'a>(
    layout: &Layout,
    timeline: impl Fn(usize) -> Option<&'a Timeline>,
    run: usize,
) -> Option<Spot> {
    let rows = layout.rows.get(layout.sections.get(run)?.clone())?;
    rows.iter().find_map(|row| {
        let Kind::Lane(lane) = row.kind else {
            return None;
        };
        let spans = stops(timeline(run)?.lanes.get(lane)?);
        (spans > 0).then_some(Spot { run, lane, span: 0 })
    })
}

/// The spot that a move leads to; none where it leads nowhere. `anchor` is the moment that walks up and down
/// keep to.
pub fn walk<'a>(
    layout: &Layout,
    timeline: impl Fn(usize) -> Option<&'a Timeline>,
    spot: Spot,
    step: Move,
    anchor: Seconds,
) -> Option<Spot> {
    let lane_of = |run: usize, lane: usize| timeline(run).and_then(|found| found.lanes.get(lane));
    let here = lane_of(spot.run, spot.lane)?;
    let row = layout.lane(spot.run, spot.lane)?;
    // Rows down, or up where negative, that have anything to stop at.
    let vertical = |from: usize, down: bool, count: usize| {
        let mut found = None;
        let mut row = from;
        let mut left = count;
        while left > 0 {
            let Some(next) = layout.next_lane(row, down) else {
                break;
            };
            row = next;
            let Kind::Lane(lane) = layout.rows[row].kind else {
                continue;
            };
            let run = layout.rows[row].run;
            if let Some(there) = lane_of(run, lane).filter(|lane| stops(lane) > 0) {
                let span = nearest(there, anchor, instant(here, spot.span));
                found = Some(Spot { run, lane, span });
                left -= 1;
            }
        }
        found
    };
    let last = stops(here).checked_sub(1)?;
    let found = match step {
        Move::Earlier => Spot {
            span: spot.span.min(last + 1).checked_sub(1)?,
            ..spot
        },
        Move::Later => Spot {
            span: (spot.span + 1).min(last),
            ..spot
        },
        Move::First => Spot { span: 0, ..spot },
        Move::Last => Spot { span: last, ..spot },
        Move::Up => vertical(row, false, 1)?,
        Move::Down => vertical(row, true, 1)?,
        Move::PageUp => vertical(row, false, PAGE)?,
        Move::PageDown => vertical(row, true, PAGE)?,
        Move::Top => vertical(row, false, usize::MAX)?,
        Move::Bottom => vertical(row, true, usize::MAX)?,
    };
    (found != spot).then_some(found)
}

/// How many spots a lane has: its spans, and its end.
pub fn stops(lane: &Lane) -> usize {
    lane.spans.len() + usize::from(lane.ended.is_some())
}

/// When a spot begins, in virtual seconds.
pub fn begins(lane: &Lane, span: usize) -> Option<Seconds> {
    match lane.spans.get(span) {
        Some(span) => Some(span.from),
        None => lane.ended.as_ref().map(|(at, _)| *at),
    }
}

/// From when to when a spot is.
pub fn extent(lane: &Lane, span: usize) -> Option<(Seconds, Seconds)> {
    match lane.spans.get(span) {
        Some(span) => Some((span.from, span.to)),
        None => lane.ended.as_ref().map(|(at, _)| (*at, *at)),
    }
}

fn instant(lane: &Lane, span: usize) -> bool {
    lane.spans.get(span).is_none_or(|span| span.to <= span.from)
}

/// The span of a lane at a moment, of no length where such a one is looked for; else the closest one.
fn nearest(lane: &Lane, at: Seconds, wants_instant: bool) -> usize {
    let first = lane.spans.partition_point(|span| span.to < at);
    let end = lane.spans.partition_point(|span| span.from <= at);
    let mut there = first..end;
    there
        .clone()
        .find(|&span| {
            instant(lane, span) == wants_instant && (wants_instant || lane.spans[span].to > at)
        })
        .or_else(|| there.next_back())
        .unwrap_or_else(|| match lane.spans.get(first) {
            // Between two spans, or before the first.
            Some(_) => first,
            None => stops(lane) - 1,
        })
}

#[cfg(test)]
mod tests {
    use super::super::{
        layout::{Folding, Measures},
        sample::{lane, loop_lane, span, timeline},
    };
    use super::*;
    use trace::State;

    fn bar() -> Timeline {
        timeline(vec![
            loop_lane(vec![
                span(State::Running, 0.0, 0.0),
                span(State::Idle, 0.0, 2.0),
                span(State::Running, 2.0, 2.0),
                span(State::Idle, 2.0, 3.0),
            ]),
            lane(
                0,
                "latte",
                0,
                vec![
                    span(State::Running, 0.0, 0.0),
                    span(State::Waiting, 0.0, 2.0),
                    span(State::Running, 2.0, 2.0),
                ],
            ),
            lane(1, "late", 0, vec![span(State::Waiting, 2.5, 3.0)]),
        ])
    }

    fn layout(timelines: &[Timeline]) -> Layout {
        let measures = Measures {
            headers: vec![30.0; timelines.len()],
            turns: 0.0,
            lane: 20.0,
            fold: 40.0,
            gap: 8.0,
        };
        Layout::of(timelines.iter(), &Folding::default(), &measures)
    }

    fn spot(run: usize, lane: usize, span: usize) -> Spot {
        Spot { run, lane, span }
    }

    #[test]
    fn along_a_lane_to_its_end_and_no_further() {
        let timelines = [bar()];
        let layout = layout(&timelines);
        let go = |from, step| walk(&layout, |run| timelines.get(run), from, step, 0.0);
        assert_eq!(go(spot(0, 1, 0), Move::Later), Some(spot(0, 1, 1)));
        assert_eq!(go(spot(0, 1, 2), Move::Later), Some(spot(0, 1, 3)));
        assert_eq!(go(spot(0, 1, 3), Move::Later), None);
        assert_eq!(go(spot(0, 1, 3), Move::Earlier), Some(spot(0, 1, 2)));
        assert_eq!(go(spot(0, 1, 0), Move::Earlier), None);
        assert_eq!(go(spot(0, 1, 1), Move::Last), Some(spot(0, 1, 3)));
        assert_eq!(go(spot(0, 1, 1), Move::First), Some(spot(0, 1, 0)));
        // The loop never ends.
        assert_eq!(go(spot(0, 0, 3), Move::Later), None);
    }

    #[test]
    fn between_lanes_time_stays() {
        let timelines = [bar(), bar()];
        let layout = layout(&timelines);
        let go = |from, step, anchor| walk(&layout, |run| timelines.get(run), from, step, anchor);
        assert_eq!(go(spot(0, 0, 1), Move::Down, 0.0), Some(spot(0, 1, 1)));
        assert_eq!(go(spot(0, 0, 2), Move::Down, 2.0), Some(spot(0, 1, 2)));
        assert_eq!(go(spot(0, 0, 0), Move::Down, 0.0), Some(spot(0, 1, 0)));
        // Before its first span, a lane's first span is the closest.
        assert_eq!(go(spot(0, 1, 1), Move::Down, 0.0), Some(spot(0, 2, 0)));
        assert_eq!(go(spot(0, 2, 0), Move::Down, 0.0), Some(spot(1, 0, 1)));
        assert_eq!(go(spot(0, 0, 1), Move::Up, 0.0), None);
        assert_eq!(go(spot(0, 0, 1), Move::Bottom, 0.0), Some(spot(1, 2, 0)));
        assert_eq!(go(spot(1, 2, 0), Move::Top, 0.0), Some(spot(0, 0, 1)));
    }

    #[test]
    fn a_walk_starts_in_the_open_variant() {
        let timelines = [bar(), bar()];
        let layout = layout(&timelines);
        assert_eq!(
            start(&layout, |run| timelines.get(run), 1),
            Some(spot(1, 0, 0))
        );
        assert_eq!(start(&layout, |_| None, 0), None);
    }
}
