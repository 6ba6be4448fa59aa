//! How things stand while events arrive: what every check may ask.

use std::collections::HashMap;
use trace::{
    Event, EventKind, Names, ObjectId, Outcome, Runner, Seconds, TaskId, Wait, is_housekeeping,
    waited_for,
};

/// A run so far.
#[derive(Debug, Default)]
pub struct Standing {
    /// The latest known moment: the last event's, or the end of the blocking call that it began.
    pub now: Seconds,
    /// Whether a loop runs.
    pub in_loop: bool,
    /// Who runs, the innermost last; empty outside steps.
    pub steps: Vec<Runner>,
    /// The last known line of the runner that runs.
    pub line: Option<u32>,
    tasks: HashMap<TaskId, Task>,
    /// In order of creation.
    order: Vec<TaskId>,
    locks: HashMap<ObjectId, Hold>,
    names: Names,
}

/// A task.
#[derive(Debug)]
pub struct Task {
    /// What the reader calls it.
    pub name: String,
    /// The qualified name of its coroutine.
    pub coroutine: String,
    /// The task that created it.
    pub parent: Option<TaskId>,
    /// None of the script's own.
    pub housekeeping: bool,
    /// When it was created.
    pub created: Seconds,
    /// The script's line that created it.
    pub line: Option<u32>,
    /// How it ended, and when.
    pub ended: Option<(Seconds, Outcome)>,
    /// What it waits for; also while it is ready already.
    pub wait: Option<Waiting>,
    /// Since when it could run, where it could and does not.
    pub ready: Option<Seconds>,
}

/// What a suspended task waits for.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// Since when.
    pub since: Seconds,
    /// The script's line.
    pub line: Option<u32>,
    /// What for, until when, and on whom.
    pub wait: Wait,
    /// Its await stack, outermost first.
    pub frames: Vec<Call>,
}

/// A frame of an await stack, as far as checks need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// A function of the script, at this line.
    Script(u32),
    /// A function of the library that ends some cancellations itself: `wait_for`.
    Deadline,
    /// Another function of the library.
    Library,
}

/// A lock that is taken.
#[derive(Clone, Copy, Debug)]
pub struct Hold {
    /// The task that took it.
    pub task: TaskId,
    /// When.
    pub since: Seconds,
    /// The script's line.
    pub line: Option<u32>,
}

impl Standing {
    /// A task that was created.
    pub fn task(&self, task: TaskId) -> Option<&Task> {
        self.tasks.get(&task)
    }

    /// All tasks, in order of creation.
    pub fn tasks(&self) -> impl Iterator<Item = (TaskId, &Task)> {
        self.order
            .iter()
            .filter_map(|id| Some((*id, self.tasks.get(id)?)))
    }

    /// What the reader calls a task.
    pub fn name(&self, task: TaskId) -> String {
        self.task(task)
            .map_or_else(|| format!("task {}", task.0), |task| task.name.clone())
    }

    /// What is waited for, as it follows "waits for".
    pub fn waited_for(&self, wait: &Wait) -> String {
        waited_for(wait, |task| self.name(task))
    }

    /// Who holds a lock.
    pub fn holder(&self, lock: ObjectId) -> Option<&Hold> {
        self.locks.get(&lock)
    }

    /// Takes the next event, which every check has seen.
    pub fn apply(&mut self, event: &Event) {
        if event.at > self.now {
            self.now = event.at;
        }
        if event.line.is_some() {
            self.line = event.line;
        }
        match &event.kind {
            EventKind::LoopStarted => self.in_loop = true,
            EventKind::LoopStopped => {
                self.in_loop = false;
                self.steps.clear();
            }
            EventKind::TurnStarted { .. } | EventKind::Idle { .. } => self.steps.clear(),
            EventKind::TaskCreated {
                task,
                name,
                coroutine,
                parent,
            } => {
                let housekeeping = is_housekeeping(coroutine);
                let name = match housekeeping {
                    true => name.clone(),
                    false => self.names.created(name, coroutine),
                };
                let created = Task {
                    name,
                    coroutine: coroutine.clone(),
                    parent: *parent,
                    housekeeping,
                    created: event.at,
                    line: event.line,
                    ended: None,
                    wait: None,
                    ready: None,
                };
                self.tasks.insert(*task, created);
                self.order.push(*task);
            }
            EventKind::TaskRenamed { task, name } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.name.clone_from(name);
                }
            }
            EventKind::Ready {
                what: Runner::Task(task),
                since,
                ..
            } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.ready = Some(since.min(event.at));
                }
            }
            EventKind::StepStarted { what } => {
                self.line = event.line;
                self.steps.push(*what);
                if let Runner::Task(task) = what
                    && let Some(task) = self.tasks.get_mut(task)
                {
                    task.ready = None;
                    task.wait = None;
                }
            }
            EventKind::StepEnded { what } => {
                if let Some(depth) = self.steps.iter().rposition(|step| step == what) {
                    self.steps.truncate(depth);
                }
            }
            EventKind::Suspended { task, wait, stack } => {
                let frames = stack.iter().map(|frame| match frame.line {
                    Some(line) => Call::Script(line),
                    None if frame.function == "wait_for" => Call::Deadline,
                    None => Call::Library,
                });
                let waiting = Waiting {
                    since: event.at,
                    line: event.line,
                    wait: wait.clone(),
                    frames: frames.collect(),
                };
                if let Some(task) = self.tasks.get_mut(task) {
                    task.wait = Some(waiting);
                }
            }
            EventKind::TaskEnded { task, outcome } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.ended = Some((event.at, outcome.clone()));
                    task.wait = None;
                    task.ready = None;
                }
            }
            EventKind::Acquired { object, by } => {
                if let Runner::Task(task) = by {
                    let hold = Hold {
                        task: *task,
                        since: event.at,
                        line: event.line,
                    };
                    self.locks.insert(*object, hold);
                }
            }
            EventKind::Released { object } => drop(self.locks.remove(object)),
            // A thread of its own has a clock of its own.
            EventKind::Blocked { seconds, .. } | EventKind::Computed { seconds }
                if seconds.is_finite() && !matches!(event.runner, Some(Runner::Thread(_))) =>
            {
                self.now = event.at + seconds;
            }
            _ => {}
        }
    }
}
