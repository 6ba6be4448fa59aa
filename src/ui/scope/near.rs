//! The spans near the focused one: what the arrow keys lead to.

use super::{
    hit::Spot,
    layout::Layout,
    walk::{Move, begins, stops, walk},
};
use std::sync::Arc;
use trace::Timeline;

/// How many spans before and behind the focused one are there.
const AROUND: usize = 3;

/// One row of the grid: the spans of one lane, as far as they are near.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The lane's run.
    pub run: usize,
    /// Its number in the run.
    pub lane: usize,
    /// Its number among all rows, counted from 1.
    pub row: usize,
    /// Its spans that are near.
    pub spots: Vec<Spot>,
}

/// The spans near a spot: in its lane, and one each in the lanes to which the arrows lead.
pub fn neighbourhood(layout: &Layout, timelines: &[Arc<Timeline>], spot: Spot) -> Vec<Near> {
    let timeline = |run: usize| timelines.get(run).map(|timeline| &**timeline);
    let lane = |spot: Spot| timeline(spot.run).and_then(|timeline| timeline.lanes.get(spot.lane));
    let near = |spot: Spot, around: usize| {
        let last = stops(lane(spot)?).checked_sub(1)?;
        let first = spot.span.saturating_sub(around);
        let spots = (first..=(spot.span + around).min(last)).map(|span| Spot { span, ..spot });
        Some(Near {
            run: spot.run,
            lane: spot.lane,
            row: layout.lane(spot.run, spot.lane)? + 1,
            spots: spots.collect(),
        })
    };
    let at = lane(spot)
        .and_then(|lane| begins(lane, spot.span))
        .unwrap_or(0.0);
    let beside = |step: Move| walk(layout, timeline, spot, step, at);
    [
        beside(Move::Up).and_then(|spot| near(spot, 0)),
        near(spot, AROUND),
        beside(Move::Down).and_then(|spot| near(spot, 0)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{
        layout::{Folding, Measures},
        sample,
    };
    use super::*;

    #[test]
    fn the_grid_holds_what_the_arrows_lead_to() {
        let timelines = [Arc::new(sample::timeline(sample::tasks(&[0; 40])))];
        let measures = Measures {
            headers: vec![30.0],
            turns: 0.0,
            lane: 20.0,
            fold: 40.0,
            gap: 8.0,
        };
        let layout = Layout::of(
            timelines.iter().map(|timeline| &**timeline),
            &Folding::default(),
            &measures,
        );
        let spot = Spot {
            run: 0,
            lane: 20,
            span: 0,
        };
        let near = neighbourhood(&layout, &timelines, spot);
        let lanes: Vec<_> = near.iter().map(|near| (near.lane, near.row)).collect();
        assert_eq!(lanes, [(19, 21), (20, 22), (21, 23)]);
        // The wait, and the end of the task.
        assert_eq!(near[1].spots, [spot, Spot { span: 1, ..spot }]);
        for step in [Move::Up, Move::Down, Move::Later] {
            let found = walk(&layout, |_| Some(&timelines[0]), spot, step, 0.0).expect("a spot");
            assert!(
                near.iter().any(|near| near.spots.contains(&found)),
                "{step:?}"
            );
        }
    }
}
