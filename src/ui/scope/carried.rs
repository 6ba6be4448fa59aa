//! From one axis to the other: a span there that tells of the same event.

use super::{hit::Spot, walk::stops};
use trace::Timeline;

/// The spot of the other axis' lanes that a spot becomes; lanes are in the same places on both.
pub fn carried(spot: Spot, from: &Timeline, to: &Timeline) -> Option<Spot> {
    let (here, there) = (from.lanes.get(spot.lane)?, to.lanes.get(spot.lane)?);
    let last = stops(there).checked_sub(1)?;
    let Some(span) = here.spans.get(spot.span) else {
        return Some(Spot { span: last, ..spot });
    };
    let behind = there
        .spans
        .partition_point(|other| other.event <= span.event);
    Some(Spot {
        span: behind.saturating_sub(1).min(last),
        ..spot
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::{lane, span, timeline};
    use super::*;
    use trace::{Span, State};

    #[test]
    fn a_span_becomes_the_one_that_its_event_is_in() {
        let at = |event: usize| Span {
            event,
            ..span(State::Waiting, event as f64, event as f64 + 1.0)
        };
        let seconds = timeline(vec![lane(0, "a", 0, vec![at(4), at(20)])]);
        let columns = timeline(vec![lane(0, "a", 0, vec![at(4), at(9), at(20), at(30)])]);
        let spot = |span| Spot {
            run: 0,
            lane: 0,
            span,
        };
        assert_eq!(carried(spot(1), &seconds, &columns), Some(spot(2)));
        assert_eq!(carried(spot(1), &columns, &seconds), Some(spot(0)));
        // The end stays the end.
        assert_eq!(carried(spot(2), &seconds, &columns), Some(spot(4)));
        assert_eq!(carried(spot(0), &seconds, &timeline(vec![])), None);
    }
}
