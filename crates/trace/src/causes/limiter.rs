//! What lets only so many through at a time: a semaphore, a lock. How long its places were held, and what one place
//! more would give, if all else were the same.

use crate::{
    event::{EventKind, Runner, Seconds, Trace},
    hold::RESOLUTION,
    wait::{Meeting, ObjectId, WaitKind},
};
use std::collections::{HashMap, HashSet, VecDeque};

/// A limiter that somebody had to wait at.
#[derive(Clone, Debug, PartialEq)]
pub struct Limiter {
    /// Which one.
    pub object: ObjectId,
    /// `Semaphore`, `Lock`.
    pub name: &'static str,
    /// How many had it at once: its places, as far as they were used.
    pub places: usize,
    /// How many times a place was taken.
    pub taken: usize,
    /// How long all together waited for a place, in virtual seconds.
    pub waited: Seconds,
    /// When the last place was given back.
    pub end: Seconds,
    /// When it would have been with one place more: those who came in the same order, each for as long as it was.
    pub with_one_more: Seconds,
}

#[derive(Clone, Copy, Debug)]
struct Stay {
    /// When it asked.
    asked: Seconds,
    from: Seconds,
    to: Seconds,
}

/// The limiters of a run that made somebody wait, the one that cost most first. Locks are not among them: another
/// place would make them something else.
pub fn limiters(trace: &Trace) -> Vec<Limiter> {
    let mut stays: HashMap<ObjectId, Vec<Stay>> = HashMap::new();
    let mut open: HashMap<ObjectId, Vec<(Runner, usize)>> = HashMap::new();
    let mut waiting: HashMap<ObjectId, VecDeque<(Runner, Seconds)>> = HashMap::new();
    let mut let_go: HashMap<ObjectId, (Option<Runner>, Seconds)> = HashMap::new();
    let mut most: HashMap<ObjectId, usize> = HashMap::new();
    let mut semaphores: HashSet<ObjectId> = HashSet::new();
    for event in &trace.events {
        match &event.kind {
            EventKind::Suspended { task, wait, .. } => {
                let WaitKind::Shared {
                    meeting: Meeting::SemaphoreAcquire,
                    object: Some(object),
                } = wait.kind
                else {
                    continue;
                };
                semaphores.insert(object);
                let queue = waiting.entry(object).or_default();
                let who = Runner::Task(*task);
                if queue.iter().all(|(other, _)| *other != who) {
                    queue.push_back((who, event.at));
                }
            }
            EventKind::Acquired { object, by } => {
                let queue = waiting.entry(*object).or_default();
                let own = queue.iter().position(|(other, _)| other == by);
                // Who lets a place go hands it to whoever has waited longest.
                let handed = let_go.remove(object) == Some((event.runner, event.at))
                    && event.runner == Some(*by);
                let (by, since) = own
                    .or(handed.then_some(0))
                    .and_then(|place| queue.remove(place))
                    .unwrap_or((*by, event.at));
                let all = stays.entry(*object).or_default();
                let holds = open.entry(*object).or_default();
                holds.push((by, all.len()));
                let now = most.entry(*object).or_default();
                *now = (*now).max(holds.len());
                all.push(Stay {
                    asked: since,
                    from: event.at,
                    to: Seconds::NAN,
                });
            }
            EventKind::Released { object } => {
                let_go.insert(*object, (event.runner, event.at));
                let Some(holds) = open.get_mut(object).filter(|holds| !holds.is_empty()) else {
                    continue;
                };
                let own = holds.iter().position(|(by, _)| Some(*by) == event.runner);
                let (_, place) = holds.remove(own.unwrap_or(0));
                if let Some(stay) = stays.get_mut(object).and_then(|all| all.get_mut(place)) {
                    stay.to = event.at;
                }
            }
            _ => {}
        }
    }
    let mut found: Vec<Limiter> = stays
        .into_iter()
        .filter(|(object, all)| {
            // All of them are known to the end: else there is nothing to reckon with.
            semaphores.contains(object) && all.iter().all(|stay| stay.to.is_finite())
        })
        .map(|(object, mut all)| {
            all.sort_by(|one, other| one.asked.total_cmp(&other.asked));
            let places = most.get(&object).copied().unwrap_or(1);
            Limiter {
                object,
                name: "Semaphore",
                places,
                taken: all.len(),
                waited: all.iter().map(|stay| stay.from - stay.asked).sum(),
                end: all.iter().map(|stay| stay.to).fold(0.0, f64::max),
                with_one_more: end_with(&all, places + 1),
            }
        })
        .filter(|limiter| limiter.waited > RESOLUTION)
        .collect();
    found.sort_by(|one, other| {
        other
            .waited
            .total_cmp(&one.waited)
            .then(one.object.cmp(&other.object))
    });
    found
}

/// When the last stay is over with so many places, first come, first served.
fn end_with(stays: &[Stay], places: usize) -> Seconds {
    let mut free = vec![0.0f64; places];
    let mut end = 0.0f64;
    for stay in stays {
        let place = (0..places).min_by(|one, other| free[*one].total_cmp(&free[*other]));
        let Some(place) = place else { break };
        let from = free[place].max(stay.asked);
        free[place] = from + (stay.to - stay.from);
        end = end.max(free[place]);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_more_is_first_come_first_served() {
        let stay = |from: Seconds| Stay {
            asked: 0.0,
            from,
            to: from + 1.0,
        };
        let six: Vec<Stay> = [0.0, 0.0, 1.0, 1.0, 2.0, 2.0].map(stay).into();
        assert_eq!(end_with(&six, 2), 3.0);
        assert_eq!(end_with(&six, 3), 2.0);
        assert_eq!(end_with(&six, 6), 1.0);
        assert_eq!(end_with(&[], 3), 0.0);
    }
}
