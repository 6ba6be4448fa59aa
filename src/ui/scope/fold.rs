//! Crowds: what happens to thousands of tasks with one creator.
//!
//! The first few siblings have lanes of their own; the others share one row until the reader unfolds it.

use crate::ui::time;
use trace::{Lane, Outcome, Owner};

/// Fewer than this many more siblings are not worth folding.
const FEWEST: usize = 10;

/// So many connections that stand side by side have rows of their own.
const CONNECTIONS: usize = 5;

/// A stretch of lanes that share one row: the later siblings among the tasks of one creator, with all that
/// they created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Whose the first row is; names the fold, since no later task changes it.
    pub of: Owner,
    /// Index of the first lane.
    pub first: usize,
    /// Index behind the last lane.
    pub end: usize,
    /// How deep the siblings are nested.
    pub depth: u16,
}

impl Fold {
    /// How many tasks it holds.
    pub fn tasks(self) -> usize {
        self.end - self.first
    }
}

/// The folds of a timeline whose lanes are in tree order, each creator keeping `keep` lanes, in order of
/// their first lane. One may lie inside another.
pub fn folds(lanes: &[Lane], keep: usize) -> Vec<Fold> {
    /// The tasks of one creator, as far as they were seen.
    struct Siblings {
        depth: u16,
        count: usize,
        /// The first of those that are too many.
        fold: Option<Fold>,
    }
    let mut open: Vec<Siblings> = Vec::new();
    let mut folds = of_connections(lanes);
    let mut close = |siblings: Siblings, end: usize| {
        if let Some(fold) = siblings.fold
            && siblings.count - keep >= FEWEST
        {
            folds.push(Fold { end, ..fold });
        }
    };
    for (index, lane) in lanes.iter().enumerate() {
        if let Owner::Connection(..) = lane.owner {
            // Those that stand behind all others belong to no crowd of tasks.
            while let Some(last) = open.pop_if(|last| last.depth >= lane.depth) {
                close(last, index);
            }
        }
        let Owner::Task(_) = lane.owner else {
            continue;
        };
        while let Some(last) = open.pop_if(|last| last.depth > lane.depth) {
            close(last, index);
        }
        if open.last().is_none_or(|last| last.depth < lane.depth) {
            open.push(Siblings {
                depth: lane.depth,
                count: 0,
                fold: None,
            });
        }
        let Some(siblings) = open.last_mut() else {
            continue;
        };
        siblings.count += 1;
        if siblings.count == keep + 1 {
            siblings.fold = Some(Fold {
                of: lane.owner,
                first: index,
                end: index,
                depth: lane.depth,
            });
        }
    }
    while let Some(last) = open.pop() {
        close(last, lanes.len());
    }
    folds.sort_by_key(|fold| fold.first);
    folds
}

/// Connections that stand side by side, where they are many: the first few keep their rows.
fn of_connections(lanes: &[Lane]) -> Vec<Fold> {
    let is_connection = |lane: &Lane| matches!(lane.owner, Owner::Connection(..));
    let mut folds = Vec::new();
    let mut start = 0;
    for same in lanes.chunk_by(|one, next| is_connection(one) == is_connection(next)) {
        let end = start + same.len();
        if is_connection(&same[0]) && same.len() >= CONNECTIONS + FEWEST {
            let first = start + CONNECTIONS;
            folds.push(Fold {
                of: lanes[first].owner,
                first,
                end,
                depth: lanes[first].depth,
            });
        }
        start = end;
    }
    folds
}

/// How the tasks of a fold ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// They returned.
    pub done: usize,
    /// They raised.
    pub failed: usize,
    /// They were cancelled.
    pub cancelled: usize,
    /// They never ended.
    pub open: usize,
}

impl Ends {
    /// Counts the ends of some lanes.
    pub fn of(lanes: &[Lane]) -> Self {
        let mut ends = Self::default();
        for lane in lanes {
            match &lane.ended {
                Some((_, Outcome::Done(_))) => ends.done += 1,
                Some((_, Outcome::Failed(_))) => ends.failed += 1,
                Some((_, Outcome::Cancelled)) => ends.cancelled += 1,
                None => ends.open += 1,
            }
        }
        ends
    }

    /// The same of connections: `9,990 closed, 2 failed, 8 open`.
    pub fn of_connections(self) -> String {
        in_words([
            (self.done, "closed"),
            (self.failed, "failed"),
            (self.cancelled, "cancelled"),
            (self.open, "open"),
        ])
    }

    /// In words, without what there is none of: `9,947 done, 2 failed, 1 cancelled`.
    pub fn sentence(self) -> String {
        in_words([
            (self.done, "done"),
            (self.failed, "failed"),
            (self.cancelled, "cancelled"),
            (self.open, "not ended"),
        ])
    }
}

fn in_words(parts: [(usize, &str); 4]) -> String {
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|&(count, _)| count > 0)
        .map(|(count, word)| format!("{} {word}", time::count(count)))
        .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_few_tasks_are_not_folded() {
        assert_eq!(folds(&sample::tasks(&[0; 59]), 50), []);
    }

    #[test]
    fn a_crowd_keeps_its_first_tasks() {
        let folds = folds(&sample::tasks(&[0; 10_000]), 50);
        let [fold] = folds[..] else {
            panic!("{folds:?}");
        };
        // Lane 0 is the loop's.
        assert_eq!((fold.first, fold.end, fold.tasks()), (51, 10_001, 9_950));
        assert_eq!(fold.of, Owner::Task(trace::TaskId(50)));
    }

    #[test]
    fn a_crowd_under_one_task_leaves_the_others_alone() {
        let mut depths = vec![0];
        depths.extend([1; 80]);
        depths.extend([0, 1, 1]);
        let folds = folds(&sample::tasks(&depths), 50);
        let [fold] = folds[..] else {
            panic!("{folds:?}");
        };
        assert_eq!((fold.first, fold.end, fold.depth), (52, 82, 1));
    }

    #[test]
    fn what_folded_tasks_created_goes_with_them_and_can_be_folded_itself() {
        let mut depths = vec![0; 50];
        depths.push(0);
        depths.extend([1; 70]);
        depths.extend([0; 9]);
        let folds = folds(&sample::tasks(&depths), 50);
        assert_eq!(folds.len(), 2, "{folds:?}");
        assert_eq!((folds[0].first, folds[0].end), (51, 131));
        assert_eq!((folds[1].first, folds[1].end), (102, 122));
    }

    #[test]
    fn connections_side_by_side_are_folded_but_for_the_first() {
        let connection = |number: u32| Lane {
            owner: Owner::Connection(trace::ConnectionId(number), trace::End::Asks),
            ..sample::lane(number, "127.0.0.1:8000", 0, Vec::new())
        };
        let mut lanes = sample::tasks(&[0, 0]);
        lanes.extend((0..14).map(connection));
        assert_eq!(folds(&lanes, 50), []);
        lanes.push(connection(14));
        let folds = folds(&lanes, 50);
        let [fold] = folds[..] else {
            panic!("{folds:?}");
        };
        assert_eq!((fold.first, fold.end, fold.tasks()), (8, 18, 10));
        assert_eq!(fold.of, lanes[8].owner);
        // A crowd of tasks before them has none of them.
        let mut lanes = sample::tasks(&[0; 80]);
        lanes.extend((0..30).map(connection));
        let folds = super::folds(&lanes, 50);
        let ends: Vec<_> = folds.iter().map(|fold| (fold.first, fold.end)).collect();
        assert_eq!(ends, [(51, 81), (86, 111)]);
    }

    #[test]
    fn ends_are_said_without_what_there_is_none_of() {
        let ends = Ends {
            done: 9_947,
            failed: 2,
            cancelled: 1,
            open: 0,
        };
        assert_eq!(ends.sentence(), "9,947 done, 2 failed, 1 cancelled");
    }
}
