//! A table of a run's tasks and threads: for when looking at lanes is not enough.

use crate::{
    event::{EventKind, Outcome, Runner, Seconds, Trace},
    lane::{Lane, Owner, State, Timeline},
};
use std::{cmp::Ordering, collections::HashMap};

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRow {
    /// Its lane, by its index in the timeline.
    pub lane: usize,
    /// What the reader calls it.
    pub name: String,
    /// How it stands where the run ended.
    pub end: End,
    /// When it was created, in virtual seconds.
    pub created: Seconds,
    /// When it ended, where it did.
    pub ended: Option<Seconds>,
    /// How long it waited for something outside itself.
    pub waited: Seconds,
    /// How long it held the loop without yielding for longer than the threshold.
    pub held: Seconds,
    /// How long it ran, holding included.
    pub ran: Seconds,
    /// How long it could have run, and somebody else did.
    pub ready: Seconds,
    /// How often it was given the loop.
    pub steps: usize,
}

/// How a task stands at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// It raised.
    Failed,
    /// It was cancelled.
    Cancelled,
    /// It waits for something that nothing ever ends, or did when the run was cut short.
    Waiting,
    /// It had not yet run when the run ended.
    Ready,
    /// It ran when the run was cut short.
    Running,
    /// It returned.
    Done,
}

impl End {
    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Waiting => "waiting",
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Done => "done",
        }
    }
}

/// A column that the table can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The name.
    Name,
    /// How it stands at the end.
    End,
    /// The moment of its creation.
    Created,
    /// The moment of its end.
    Ended,
    /// How long it waited.
    Waited,
    /// How long it held the loop.
    Held,
    /// How long it ran.
    Ran,
    /// How long it was ready.
    Ready,
    /// How often it ran.
    Steps,
}

impl Column {
    /// All of them, in the table's order.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::End,
        Self::Created,
        Self::Ended,
        Self::Waited,
        Self::Held,
        Self::Ran,
        Self::Ready,
        Self::Steps,
    ];

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "task",
            Self::End => "state",
            Self::Created => "created",
            Self::Ended => "ended",
            Self::Waited => "waited",
            Self::Held => "held",
            Self::Ran => "ran",
            Self::Ready => "ready",
            Self::Steps => "steps",
        }
    }

    /// Whether what is most comes first when the table is first sorted by it.
    pub fn most_first(self) -> bool {
        !matches!(self, Self::Name | Self::End | Self::Created | Self::Ended)
    }

    fn order(self, one: &TaskRow, other: &TaskRow) -> Ordering {
        match self {
            Self::Name => natural(&one.name, &other.name),
            Self::End => one.end.cmp(&other.end),
            Self::Created => one.created.total_cmp(&other.created),
            // What never ended comes after what did.
            Self::Ended => {
                let at = |row: &TaskRow| row.ended.unwrap_or(Seconds::INFINITY);
                at(one).total_cmp(&at(other))
            }
            Self::Waited => one.waited.total_cmp(&other.waited),
            Self::Held => one.held.total_cmp(&other.held),
            Self::Ran => one.ran.total_cmp(&other.ran),
            Self::Ready => one.ready.total_cmp(&other.ready),
            Self::Steps => one.steps.cmp(&other.steps),
        }
    }
}

/// The tasks and threads of a run, in the order of their lanes.
pub fn task_rows(trace: &Trace, timeline: &Timeline) -> Vec<TaskRow> {
    let steps = steps(trace, timeline);
    let lanes = timeline.lanes.iter().enumerate();
    lanes
        .filter(|(_, lane)| lane.owner.is_the_scripts())
        .map(|(index, lane)| {
            let sum = |states: &[State]| {
                let spans = lane.spans.iter();
                let spans = spans.filter(|span| states.contains(&span.state));
                // A wait that nothing ends is drawn beyond the end: it lasts until then.
                spans.fold(0.0, |sum, span| {
                    sum + (span.to.min(timeline.end) - span.from).max(0.0)
                })
            };
            TaskRow {
                lane: index,
                name: lane.name.clone(),
                end: end(lane),
                created: lane.born,
                ended: lane.ended.as_ref().map(|(at, _)| *at),
                waited: sum(&[State::Waiting]),
                held: sum(&[State::Blocking]),
                ran: sum(&[State::Running, State::Blocking]),
                ready: sum(&[State::Ready]),
                steps: steps[index],
            }
        })
        .collect()
}

/// Sorts rows by a column; what is equal keeps the order of the lanes.
pub fn sort(rows: &mut [TaskRow], by: Column, descending: bool) {
    rows.sort_by(|one, other| {
        let order = by.order(one, other);
        let order = if descending { order.reverse() } else { order };
        order.then(one.lane.cmp(&other.lane))
    });
}

fn end(lane: &Lane) -> End {
    match &lane.ended {
        Some((_, Outcome::Done(_))) => End::Done,
        Some((_, Outcome::Failed(_))) => End::Failed,
        Some((_, Outcome::Cancelled)) => End::Cancelled,
        None => match lane.spans.last().map(|span| span.state) {
            Some(State::Waiting) => End::Waiting,
            Some(State::Running | State::Blocking) => End::Running,
            _ => End::Ready,
        },
    }
}

/// How often each lane's owner was given the loop, or the thread.
fn steps(trace: &Trace, timeline: &Timeline) -> Vec<usize> {
    let lanes = timeline.lanes.iter().enumerate();
    let by_owner: HashMap<Owner, usize> = lanes.map(|(index, lane)| (lane.owner, index)).collect();
    let mut steps = vec![0; timeline.lanes.len()];
    for event in &trace.events {
        let EventKind::StepStarted { what } = &event.kind else {
            continue;
        };
        let owner = match what {
            Runner::Task(task) => Owner::Task(*task),
            Runner::Thread(thread) => Owner::Thread(*thread),
            Runner::Script | Runner::Callback(_) => continue,
        };
        if let Some(lane) = by_owner.get(&owner) {
            steps[*lane] += 1;
        }
    }
    steps
}

/// `worker 2` before `worker 10`.
fn natural(one: &str, other: &str) -> Ordering {
    let split = |name: &str| -> (String, u64) {
        let head = name.trim_end_matches(|character: char| character.is_ascii_digit());
        let number = name[head.len()..].parse().unwrap_or(0);
        (head.to_lowercase(), number)
    };
    split(one).cmp(&split(other)).then_with(|| one.cmp(other))
}
