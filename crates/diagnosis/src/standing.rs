//! How things stand while events arrive: what every check may ask.

use rustc_hash::FxHashMap;
use trace::{
    Called, Event, EventKind, Hold, ObjectId, Outcome, RunState, Runner, Seconds, TaskId, Wait,
    Wires, is_housekeeping, waited_for,
};

/// A run so far.
#[derive(Debug, Default)]
pub struct Standing {
    /// The latest known moment: the last event's, or the end of the blocking call that it began.
    pub now: Seconds,
    /// The run so far, as every view sees it.
    pub run: RunState,
    /// The last known line of the runner that runs.
    pub line: Option<u32>,
    tasks: FxHashMap<TaskId, Task>,
    /// In order of creation.
    order: Vec<TaskId>,
    called: Called,
    /// Connections, and what they were used for.
    pub wires: Wires,
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
        let name = self.called.now(task);
        name.map_or_else(|| format!("task {}", task.0), str::to_owned)
    }

    /// What is waited for, as it follows "waits for".
    pub fn waited_for(&self, wait: &Wait) -> String {
        waited_for(wait, |task| self.name(task))
    }

    /// Whether a loop runs.
    pub fn in_loop(&self) -> bool {
        self.run.in_loop()
    }

    /// The task that holds a lock, and its hold.
    pub fn holder(&self, lock: ObjectId) -> Option<(TaskId, Hold)> {
        self.run
            .holders(lock)
            .iter()
            .find_map(|hold| match hold.by {
                Runner::Task(task) => Some((task, *hold)),
                _ => None,
            })
    }

    /// Takes the next event, which every check has seen.
    pub fn apply(&mut self, event: &Event) {
        self.run.apply(event);
        self.called.see(event);
        self.wires.push(event);
        if event.at > self.now {
            self.now = event.at;
        }
        if event.line.is_some() {
            self.line = event.line;
        }
        match &event.kind {
            EventKind::TaskCreated {
                task,
                coroutine,
                parent,
                ..
            } => {
                let housekeeping = is_housekeeping(coroutine);
                let created = Task {
                    name: self.name(*task),
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
                if let Runner::Task(task) = what
                    && let Some(task) = self.tasks.get_mut(task)
                {
                    task.ready = None;
                    task.wait = None;
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
