//! A spot when lanes are added above it: it stays with its task.

use super::{hit::Spot, walk};
use std::sync::Arc;
use trace::{Owner, Timeline};

/// Where a spot is after its timeline changed; `None` where its task is gone.
pub fn followed(spot: Spot, before: &[Arc<Timeline>], now: &[Arc<Timeline>]) -> Option<Spot> {
    let owner: Owner = before.get(spot.run)?.lanes.get(spot.lane)?.owner;
    let lanes = &now.get(spot.run)?.lanes;
    let lane = match lanes.get(spot.lane) {
        Some(lane) if lane.owner == owner => spot.lane,
        _ => lanes.iter().position(|lane| lane.owner == owner)?,
    };
    let last = walk::stops(&lanes[lane]).checked_sub(1)?;
    Some(Spot {
        lane,
        span: spot.span.min(last),
        ..spot
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn spot(lane: usize, span: usize) -> Spot {
        Spot { run: 0, lane, span }
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
}
