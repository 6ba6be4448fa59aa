//! Awaits in a row that need nothing of each other and could overlap.
//!
//! The syntax says where that may be: neighbouring awaits of the script's own coroutines, or the same one in a
//! loop, which neither use each other's results nor touch what the other touches (`script::effects`). The trace
//! says whether it matters: both really waited, one after the other.

mod candidate;
mod expression;
mod find;
mod unit;

use self::candidate::{Candidate, Shape};
use super::{
    Finding, Kind,
    diagnose::Check,
    script::index::Index,
    standing::{Call, Standing},
    words::code,
};
use rustc_hash::FxHashMap;
use trace::{Event, EventKind, RESOLUTION, Runner, Seconds, TaskId, number::spoken};

/// Longer loops are not to be run all at once.
const LONGEST_LOOP: usize = 100;

/// Measures the waits of the candidates.
pub(crate) struct AwaitsInARow {
    candidates: Vec<Candidate>,
    /// The candidate and its unit to which a line belongs.
    by_line: FxHashMap<u32, (usize, usize)>,
    /// What each task is in the middle of, by depth in its await stack.
    open: FxHashMap<TaskId, Vec<(u32, Group)>>,
    /// What was measured, by candidate.
    measured: Vec<Measured>,
}

/// One run through a candidate.
#[derive(Clone, Debug)]
struct Group {
    candidate: usize,
    /// How long each await waited, in order: for a loop one for each round.
    waits: Vec<Seconds>,
    /// The unit that waits.
    unit: usize,
    at: Seconds,
}

#[derive(Clone, Debug, Default)]
struct Measured {
    saving: Seconds,
    times: usize,
    /// The first run through that could have been shorter: its start, and its waits.
    first: Option<(Seconds, Vec<Seconds>)>,
    longest: usize,
}

impl AwaitsInARow {
    /// For a script; without syntax there is nothing to look for.
    pub fn new(index: Option<&Index<'_>>) -> Self {
        let candidates = index.map(find::candidates).unwrap_or_default();
        let mut by_line = FxHashMap::default();
        for (place, candidate) in candidates.iter().enumerate() {
            for (unit, (first, last)) in candidate.units.iter().enumerate() {
                for line in *first..=*last {
                    by_line.insert(line, (place, unit));
                }
            }
        }
        Self {
            measured: vec![Measured::default(); candidates.len()],
            candidates,
            by_line,
            open: FxHashMap::default(),
        }
    }

    fn close(&mut self, group: &Group) {
        let waits = &group.waits;
        let really = waits.iter().filter(|wait| **wait > RESOLUTION).count();
        if really < 2 {
            return;
        }
        let sum = waits.iter().fold(0.0, |sum, wait| sum + wait);
        let longest = waits
            .iter()
            .fold(0.0, |most: Seconds, wait| most.max(*wait));
        let measured = &mut self.measured[group.candidate];
        measured.saving += sum - longest;
        measured.times += 1;
        measured.longest = measured.longest.max(waits.len());
        measured
            .first
            .get_or_insert_with(|| (group.at, waits.clone()));
    }

    /// A task is suspended within a candidate, at this depth of its stack: a next await of the run through
    /// that is open there, or a new one.
    fn enter(&mut self, task: TaskId, depth: u32, candidate: usize, unit: usize, at: Seconds) {
        let is_loop = self.candidates[candidate].shape == Shape::Loop;
        let open = self.open.entry(task).or_default();
        let known = open.iter_mut().find(|(known, _)| *known == depth);
        if let Some((_, group)) = known {
            let same = group.candidate == candidate;
            if same && (is_loop || group.unit <= unit) {
                if is_loop || group.unit < unit {
                    group.waits.push(0.0);
                }
                group.unit = unit;
                return;
            }
        }
        let fresh = Group {
            candidate,
            waits: vec![0.0],
            unit,
            at,
        };
        let known = open.iter_mut().find(|(known, _)| *known == depth);
        let done = match known {
            Some((_, group)) => Some(std::mem::replace(group, fresh)),
            None => {
                open.push((depth, fresh));
                None
            }
        };
        if let Some(done) = done {
            self.close(&done);
        }
    }

    /// Ends what a task is in the middle of at these depths.
    fn leave(&mut self, task: TaskId, left: impl Fn(u32) -> bool) {
        let Some(open) = self.open.get_mut(&task) else {
            return;
        };
        let (done, still): (Vec<_>, Vec<_>) = std::mem::take(open)
            .into_iter()
            .partition(|(depth, _)| left(*depth));
        *open = still;
        if open.is_empty() {
            self.open.remove(&task);
        }
        for (_, group) in done {
            self.close(&group);
        }
    }
}

impl Check for AwaitsInARow {
    fn before(&mut self, event: &Event, standing: &Standing) {
        if self.candidates.is_empty() {
            return;
        }
        match &event.kind {
            EventKind::Suspended { task, stack, .. } => {
                let lines: Vec<Option<u32>> = stack.iter().map(|frame| frame.line).collect();
                let here = |depth: u32| {
                    let line = lines.get(depth as usize).copied().flatten();
                    line.and_then(|line| self.by_line.get(&line)).copied()
                };
                let places: Vec<(u32, (usize, usize))> = (0..lines.len() as u32)
                    .filter_map(|depth| Some((depth, here(depth)?)))
                    .collect();
                let kept: Vec<u32> = places.iter().map(|(depth, _)| *depth).collect();
                self.leave(*task, |depth| !kept.contains(&depth));
                for (depth, (candidate, unit)) in places {
                    self.enter(*task, depth, candidate, unit, event.at);
                }
            }
            EventKind::StepStarted {
                what: Runner::Task(id),
            } => {
                let Some(task) = standing.task(*id) else {
                    return;
                };
                let Some(wait) = &task.wait else { return };
                let waited = task.ready.unwrap_or(event.at) - wait.since;
                for (depth, group) in self.open.get_mut(id).into_iter().flatten() {
                    let line = match wait.frames.get(*depth as usize) {
                        Some(Call::Script(line)) => *line,
                        _ => continue,
                    };
                    if self.by_line.get(&line) == Some(&(group.candidate, group.unit))
                        && let Some(last) = group.waits.last_mut()
                    {
                        *last += waited.max(0.0);
                    }
                }
            }
            EventKind::TaskEnded { task, .. } => self.leave(*task, |_| true),
            _ => {}
        }
    }

    fn findings(&self, _: &Standing, _: Option<&Index<'_>>) -> Vec<Finding> {
        let measured = self.candidates.iter().zip(&self.measured);
        measured
            .filter(|(_, measured)| {
                measured.saving > RESOLUTION && measured.longest <= LONGEST_LOOP
            })
            .filter_map(|(candidate, measured)| finding(candidate, measured))
            .collect()
    }
}

fn finding(candidate: &Candidate, measured: &Measured) -> Option<Finding> {
    let (at, waits) = measured.first.as_ref()?;
    let sum = waits.iter().fold(0.0, |sum, wait| sum + wait);
    let longest = waits
        .iter()
        .fold(0.0, |most: Seconds, wait| most.max(*wait));
    let (first, last) = (candidate.units.first()?, candidate.units.last()?);
    let what = match candidate.shape {
        Shape::Row if candidate.units.len() == 2 => format!(
            "The awaits on lines {} and {} come one after the other, but the second needs nothing of the first",
            first.0, last.0
        ),
        Shape::Row => format!(
            "The {} awaits on lines {} to {} come one after the other, but none needs what another gives",
            candidate.units.len(),
            first.0,
            last.1
        ),
        Shape::Loop => format!(
            "The await on line {} waits {} times, once a round, but no round needs another's result",
            first.0,
            waits.len()
        ),
    };
    let times = match measured.times {
        1 => String::new(),
        times => format!(" The row was run through {times} times."),
    };
    let label = code(&candidate.cure);
    Some(Finding {
        kind: Kind::AwaitsInARow,
        line: Some(first.0),
        columns: Some(candidate.columns),
        at: *at,
        cost: Some(measured.saving),
        text: format!(
            "{what}: {} instead of {}, if they overlapped.{times} Use {label}.",
            spoken(longest),
            spoken(sum),
        ),
        fix: candidate.fix.clone(),
    })
}
