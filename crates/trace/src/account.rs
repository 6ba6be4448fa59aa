//! Where the time of a run went: how much of it was waited, how much held, how much of that at once.

use super::{
    event::{EventKind, Seconds, Trace},
    hold::RESOLUTION,
    lane::{Lane, Owner, Span, State, Timeline},
    wait::WaitKind,
};

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    pub from: Seconds,
    pub to: Seconds,
}

impl Stretch {
    fn length(self) -> Seconds {
        self.to - self.from
    }
}

/// The sums of one run. What happened at once is counted each time: `waited + held - at_once` is at most the
/// run's total, and what is missing passed without anybody waiting for a moment or running.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Account {
    /// All waits that a timer ends: a task that waits for others only mirrors their waits.
    pub waited: Seconds,
    /// How many they are.
    pub waits: usize,
    /// Whether somebody waited for what no timer ends: the world outside, a thread, a library's future.
    pub waits_otherwise: bool,
    /// All code that took time.
    pub held: Seconds,
    /// What waits saved by lying beside each other.
    pub waits_at_once: Seconds,
    /// What waits saved by lying beside code that held the loop.
    pub waited_while_held: Seconds,
    /// Where two waits or more lie beside each other.
    pub overlaps: Vec<Stretch>,
    /// The names of the tasks whose waits those are, each task once.
    pub overlapping: Vec<String>,
}

impl Account {
    pub fn of(trace: &Trace, timeline: &Timeline) -> Self {
        let tasks = timeline
            .lanes
            .iter()
            .filter(|lane| lane.owner.is_the_scripts());
        let tasks: Vec<&Lane> = tasks.collect();
        let waits: Vec<(&Lane, Stretch)> = tasks
            .iter()
            .copied()
            .flat_map(|lane| lane.spans.iter().map(move |span| (lane, span)))
            .filter(|(_, span)| is_timed_wait(trace, span))
            .map(|(lane, span)| (lane, stretch(span)))
            .collect();
        let holds: Vec<Stretch> = timeline
            .lanes
            .first()
            .into_iter()
            .flat_map(|lane| &lane.spans)
            .filter(|span| matches!(span.state, State::Running | State::Blocking))
            .map(stretch)
            .filter(|hold| hold.length() > RESOLUTION)
            .collect();

        let waiting: Vec<Stretch> = waits.iter().map(|(_, wait)| *wait).collect();
        let covered = at_least(1, &waiting);
        let overlaps = at_least(2, &waiting);
        let mut overlapping: Vec<(Owner, &str)> = waits
            .iter()
            .filter(|(_, wait)| meets(&overlaps, *wait))
            .map(|(lane, _)| (lane.owner, lane.name.as_str()))
            .collect();
        // The waits of one lane lie together.
        overlapping.dedup_by_key(|(owner, _)| *owner);

        let mut either = covered.clone();
        either.extend(&holds);
        let (waited, held) = (sum(&waiting), sum(&holds));
        Self {
            waited,
            waits: waits.len(),
            waits_otherwise: tasks
                .iter()
                .flat_map(|lane| &lane.spans)
                .any(|span| waits_for_itself(trace, span) && !is_timed_wait(trace, span)),
            held,
            waits_at_once: waited - sum(&covered),
            waited_while_held: sum(&covered) + held - sum(&at_least(1, &either)),
            overlaps,
            overlapping: overlapping
                .into_iter()
                .map(|(_, name)| name.to_owned())
                .collect(),
        }
    }
}

/// Whether a moment ends the wait, and not some other task.
fn is_timed_wait(trace: &Trace, span: &Span) -> bool {
    let event = trace.events.get(span.event).map(|event| &event.kind);
    span.state == State::Waiting
        && span.to - span.from > RESOLUTION
        && matches!(event, Some(EventKind::Suspended { wait, .. }) if wait.until.is_some() && wait.on.is_empty())
}

/// Whether it waits for something that is not a task's end, which only mirrors the waits of others, and not for work to do.
fn waits_for_itself(trace: &Trace, span: &Span) -> bool {
    let event = trace.events.get(span.event).map(|event| &event.kind);
    let wait = match event {
        Some(EventKind::Suspended { wait, .. } | EventKind::ThreadWaits { wait, .. }) => wait,
        _ => return false,
    };
    let idle = matches!(
        wait.kind,
        WaitKind::NextJob | WaitKind::Loop | WaitKind::AllThreads | WaitKind::Serve
    );
    span.state == State::Waiting && span.to - span.from > RESOLUTION && wait.on.is_empty() && !idle
}

fn stretch(span: &Span) -> Stretch {
    Stretch {
        from: span.from,
        to: span.to,
    }
}

fn sum(stretches: &[Stretch]) -> Seconds {
    // Not `sum()`: that of nothing is -0.
    stretches
        .iter()
        .fold(0.0, |sum, stretch| sum + stretch.length())
}

/// Where this many of the stretches lie beside each other, or more; in order, apart from each other.
fn at_least(many: usize, stretches: &[Stretch]) -> Vec<Stretch> {
    let mut borders: Vec<(Seconds, bool)> = stretches
        .iter()
        .flat_map(|stretch| [(stretch.from, true), (stretch.to, false)])
        .collect();
    // Where one begins as another ends, beginning first keeps the two in one piece.
    borders.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let mut open = 0;
    let mut from = 0.0;
    let mut found: Vec<Stretch> = Vec::new();
    for (at, begins) in borders {
        if begins {
            open += 1;
            if open == many {
                from = at;
            }
        } else {
            if open == many && at - from > RESOLUTION {
                match found.last_mut() {
                    Some(last) if from - last.to <= RESOLUTION => last.to = at,
                    _ => found.push(Stretch { from, to: at }),
                }
            }
            open -= 1;
        }
    }
    found
}

/// Whether a stretch shares time with one of those, which are in order.
fn meets(ordered: &[Stretch], stretch: Stretch) -> bool {
    let next = ordered.partition_point(|other| other.to <= stretch.from + RESOLUTION);
    ordered
        .get(next)
        .is_some_and(|other| other.from + RESOLUTION < stretch.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(of: &[(Seconds, Seconds)]) -> Vec<Stretch> {
        of.iter().map(|&(from, to)| Stretch { from, to }).collect()
    }

    #[test]
    fn beside_each_other_is_not_end_to_end() {
        let waits = stretches(&[(0.0, 3.0), (3.0, 5.0), (4.0, 6.0), (4.5, 5.5)]);
        assert_eq!(at_least(1, &waits), stretches(&[(0.0, 6.0)]));
        assert_eq!(at_least(2, &waits), stretches(&[(4.0, 5.5)]));
        assert_eq!(at_least(3, &waits), stretches(&[(4.5, 5.0)]));
        assert_eq!(at_least(4, &waits), []);
        assert_eq!(at_least(1, &[]), []);
    }

    #[test]
    fn a_stretch_meets_only_what_shares_time_with_it() {
        let ordered = stretches(&[(1.0, 2.0), (4.0, 5.0)]);
        for (from, to, met) in [
            (0.0, 1.0, false),
            (0.0, 1.5, true),
            (2.0, 4.0, false),
            (2.0, 4.5, true),
            (5.0, 9.0, false),
        ] {
            assert_eq!(meets(&ordered, Stretch { from, to }), met, "{from} to {to}");
        }
    }
}
