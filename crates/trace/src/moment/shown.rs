//! What a moment shows: of the loop, of tasks.

use crate::{
    event::{Frame, Outcome, Runner, Seconds, TaskId, TimerId},
    wait::Wait,
};

/// A blocking call that goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blocking<'a> {
    /// The call, in words; `None` for the runner's own computing.
    pub call: Option<&'a str>,
    /// Its line.
    pub line: Option<u32>,
    /// When it will be over.
    pub until: Seconds,
}

/// An entry of the ready queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queued {
    /// What will run.
    pub what: Runner,
    /// Since when it could run.
    pub since: Seconds,
}

/// An entry of the timer heap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pending<'a> {
    /// The timer.
    pub timer: TimerId,
    /// What it will do, in words.
    pub label: &'a str,
    /// Who set it: the task that sleeps, mostly.
    pub set_by: Option<Runner>,
    /// When it was set.
    pub since: Seconds,
    /// When it is due.
    pub deadline: Seconds,
    /// How long until then; below 0 where the loop was held when it came due.
    pub remaining: Seconds,
}

/// What a task is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Doing<'a> {
    /// It has the loop.
    Running,
    /// It could run.
    Ready {
        /// Since when.
        since: Seconds,
    },
    /// It waits.
    Waiting {
        /// Since when.
        since: Seconds,
        /// What for.
        wait: &'a Wait,
    },
    /// It is over.
    Ended {
        /// Since when.
        at: Seconds,
        /// How it ended.
        outcome: &'a Outcome,
    },
}

/// A task at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TaskNow<'a> {
    /// The task.
    pub task: TaskId,
    /// The task that created it, if one did.
    pub parent: Option<TaskId>,
    /// What the reader calls it at that moment.
    pub name: &'a str,
    /// The qualified name of its coroutine.
    pub coroutine: &'a str,
    /// What it is doing.
    pub doing: Doing<'a>,
    /// Its await stack where it is suspended, outermost frame first; empty before its first step, while it
    /// runs, and when it is over.
    pub stack: &'a [Frame],
}
