//! A spot when lanes are added above it: it stays with its task.

use super::{hit::Spot, walk};
use std::sync::Arc;
use trace::{Owner, Timeline};

/// What was focused or selected, while its timeline grows or is recorded anew: the spot comes back with its task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    run: usize,
    owner: Owner,
    span: usize,
    /// Where it was last seen; nowhere while a run has not come so far.
    pub placed: Option<Spot>,
}

impl Anchor {
    /// Of a spot in these timelines.
    pub fn at(spot: Spot, timelines: &[Arc<Timeline>]) -> Option<Self> {
        let owner = timelines.get(spot.run)?.lanes.get(spot.lane)?.owner;
        Some(Self {
            run: spot.run,
            owner,
            span: spot.span,
            placed: Some(spot),
        })
    }

    /// The same in timelines of later: at its task's last span where that has no such span, `None` where the task is gone.
    pub fn moved(self, now: &[Arc<Timeline>]) -> Self {
        let placed = || {
            let lanes = &now.get(self.run)?.lanes;
            let before = self.placed.map(|spot| spot.lane);
            let lane = before
                .filter(|lane| {
                    lanes
                        .get(*lane)
                        .is_some_and(|lane| lane.owner == self.owner)
                })
                .or_else(|| lanes.iter().position(|lane| lane.owner == self.owner))?;
            let last = walk::stops(&lanes[lane]).checked_sub(1)?;
            Some(Spot {
                run: self.run,
                lane,
                span: self.span.min(last),
            })
        };
        Self {
            placed: placed(),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn spot(lane: usize, span: usize) -> Spot {
        Spot { run: 0, lane, span }
    }

    fn followed(spot: Spot, before: &[Arc<Timeline>], now: &[Arc<Timeline>]) -> Option<Spot> {
        Anchor::at(spot, before)?.moved(now).placed
    }

    #[test]
    fn a_spot_stays_with_its_task_when_lanes_are_added_above() {
        let before = [Arc::new(sample::timeline(sample::tasks(&[0, 0])))];
        let mut lanes = sample::tasks(&[0, 0]);
        let child = sample::lane(2, "child", 1, vec![]);
        lanes.insert(2, child);
        let now = [Arc::new(sample::timeline(lanes))];
        assert_eq!(followed(spot(1, 0), &before, &now), Some(spot(1, 0)));
        assert_eq!(followed(spot(2, 0), &before, &now), Some(spot(3, 0)));
    }

    #[test]
    fn a_spot_does_not_outlive_its_task() {
        let before = [Arc::new(sample::timeline(sample::tasks(&[0, 0])))];
        let now = [Arc::new(sample::timeline(sample::tasks(&[0])))];
        assert_eq!(followed(spot(2, 0), &before, &now), None);
        assert_eq!(followed(spot(1, 9), &before, &now), Some(spot(1, 1)));
        assert_eq!(followed(spot(1, 0), &before, &[]), None);
    }

    #[test]
    fn a_spot_comes_back_when_a_run_has_come_so_far() {
        let whole = [Arc::new(sample::timeline(sample::tasks(&[0, 0])))];
        let begun = [Arc::new(sample::timeline(sample::tasks(&[0])))];
        let anchor = Anchor::at(spot(2, 1), &whole).expect("a lane");
        let moved = anchor.moved(&begun);
        assert_eq!(moved.placed, None);
        assert_eq!(moved.moved(&whole).placed, Some(spot(2, 1)));
    }
}
