//! How things stand at one moment: what every panel of the page shows.

use super::{
    event::{CallbackId, EventKind, Frame, Outcome, Runner, Seconds, TaskId, TimerId, Trace},
    names::is_housekeeping,
    progress::{Activity, Phase, Progress, TaskProgress},
    wait::Wait,
    words::waited_for,
};
use std::{borrow::Cow, collections::HashMap};

/// The state of a run at one moment. Panels take from it what they show.
#[derive(Clone, Debug)]
pub struct Moment<'a> {
    pub(super) trace: &'a Trace,
    /// What tasks were called when they were created.
    called: &'a HashMap<TaskId, String>,
    progress: Cow<'a, Progress>,
    at: Seconds,
}

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

impl<'a> Moment<'a> {
    pub(super) fn new(
        trace: &'a Trace,
        called: &'a HashMap<TaskId, String>,
        progress: Cow<'a, Progress>,
        at: Seconds,
    ) -> Self {
        Self {
            trace,
            called,
            progress,
            at,
        }
    }

    /// The moment, in virtual seconds.
    pub fn time(&self) -> Seconds {
        self.at
    }

    /// Index of the last event that has happened.
    pub fn event(&self) -> Option<usize> {
        self.progress.events.checked_sub(1)
    }

    /// The line of the script that is being executed: of the blocking call that goes on, or else of the last
    /// event of the runner that runs.
    pub fn line(&self) -> Option<u32> {
        let event = self.progress.blocked.filter(|_| self.blocking().is_some());
        let event = event.or(self.event())?;
        self.running().and(self.trace.events[event].line)
    }

    /// Who runs. [`Runner::Script`] outside the loop, until the run is over.
    pub fn running(&self) -> Option<Runner> {
        match self.progress.phase {
            _ if self.progress.over.is_some() => None,
            Phase::Outside => Some(Runner::Script),
            _ => self.progress.steps.last().copied(),
        }
    }

    /// The blocking call that goes on.
    pub fn blocking(&self) -> Option<Blocking<'a>> {
        let event = &self.trace.events[self.progress.blocked?];
        let (call, seconds) = match &event.kind {
            EventKind::Blocked { call, seconds } => (Some(call.text.as_str()), seconds),
            EventKind::Computed { seconds } => (None, seconds),
            _ => return None,
        };
        let until = event.at + seconds;
        (self.at < until && self.progress.over.is_none()).then_some(Blocking {
            call,
            line: event.line,
            until,
        })
    }

    /// Whether the loop waits for a timer, and until when.
    pub fn idle(&self) -> Option<Seconds> {
        // Only what does not end the idling can have come after it.
        let events = self.trace.events[..self.progress.events].iter().rev();
        if self.progress.phase != Phase::Idle || self.progress.over.is_some() {
            return None;
        }
        let mut untils = events.filter_map(|event| match event.kind {
            EventKind::Idle { until } => Some(until),
            _ => None,
        });
        untils.next()
    }

    /// The ready queue, in the order in which it will run.
    pub fn ready(&self) -> impl ExactSizeIterator<Item = Queued> {
        self.progress.ready.iter().map(|&(what, event)| Queued {
            what,
            since: self.ready_since(event),
        })
    }

    /// The timer heap, in the order in which it will fire.
    pub fn timers(&self) -> Vec<Pending<'a>> {
        self.first_timers(usize::MAX)
    }

    /// The first timers of the heap, at most so many, in the order in which they will fire.
    pub fn first_timers(&self, most: usize) -> Vec<Pending<'a>> {
        let timers = self.progress.timers.iter();
        let mut timers: Vec<_> = timers
            .map(|(&timer, &(event, deadline))| (deadline, timer, event))
            .collect();
        // Of equal deadlines the one that was set first, and has the lower number.
        let order = |one: &(Seconds, TimerId, usize), other: &(Seconds, TimerId, usize)| {
            one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))
        };
        if most < timers.len() {
            timers.select_nth_unstable_by(most, order);
            timers.truncate(most);
        }
        timers.sort_unstable_by(order);
        let pending = timers.into_iter().filter_map(|(deadline, timer, event)| {
            let event = &self.trace.events[event];
            let EventKind::TimerSet { label, .. } = &event.kind else {
                return None;
            };
            Some(Pending {
                timer,
                label: label.as_str(),
                set_by: event.runner,
                deadline,
                remaining: deadline - self.at,
            })
        });
        pending.collect()
    }

    /// How many timers are set.
    pub fn timer_count(&self) -> usize {
        self.progress.timers.len()
    }

    /// The script's tasks that exist or did, in order of creation.
    pub fn tasks(&self) -> impl Iterator<Item = TaskNow<'a>> {
        let tasks = self.progress.tasks.iter();
        let tasks = tasks.filter_map(|(&task, progress)| self.task_now(task, progress));
        tasks.filter(|task| !is_housekeeping(task.coroutine))
    }

    /// The script's tasks, at most so many, and how many there are: in order of creation, and where they are more, those
    /// that are not over first.
    pub fn first_tasks(&self, most: usize) -> (Vec<TaskNow<'a>>, usize) {
        let (mut all, mut alive, mut over) = (0, Vec::new(), Vec::new());
        for (&task, progress) in &self.progress.tasks {
            if progress.housekeeping {
                continue;
            }
            all += 1;
            let group = match progress.activity {
                Activity::Ended(_) => &mut over,
                _ => &mut alive,
            };
            if group.len() < most {
                group.push((task, progress));
            }
        }
        alive.extend(over);
        alive.truncate(most);
        if all <= most {
            alive.sort_unstable_by_key(|(task, _)| *task);
        }
        let now = alive
            .into_iter()
            .filter_map(|(task, progress)| self.task_now(task, progress));
        (now.collect(), all)
    }

    /// The first of the script's tasks that could run, and how many could.
    pub(super) fn ready_tasks(&self) -> (Option<TaskNow<'a>>, usize) {
        let (mut first, mut count) = (None, 0);
        for (&task, progress) in &self.progress.tasks {
            let ready = match progress.activity {
                Activity::Created(_) | Activity::Ready(_) => true,
                Activity::Waiting(event) => self.came_due(event, progress.due),
                _ => false,
            };
            if ready && !progress.housekeeping {
                count += 1;
                first = first.or_else(|| self.task_now(task, progress));
            }
        }
        (first, count)
    }

    /// The two of the script's tasks whose own waits end first, not counting those that only mirror the waits of
    /// others, and how many wait.
    pub(super) fn next_waits(&self) -> (Vec<TaskNow<'a>>, usize) {
        let mut first: Vec<(TaskId, &TaskProgress)> = Vec::with_capacity(3);
        let mut count = 0;
        for (&task, progress) in &self.progress.tasks {
            let waits = matches!(progress.activity, Activity::Waiting(event) if !self.came_due(event, progress.due));
            if !waits || progress.mirrors || progress.housekeeping {
                continue;
            }
            count += 1;
            let place = first.partition_point(|(_, other)| other.due <= progress.due);
            if place < 2 {
                first.insert(place, (task, progress));
                first.truncate(2);
            }
        }
        let now = first
            .into_iter()
            .filter_map(|(task, progress)| self.task_now(task, progress));
        (now.collect(), count)
    }

    /// One task, if it has been created.
    pub fn task(&self, task: TaskId) -> Option<TaskNow<'a>> {
        self.task_now(task, self.progress.tasks.get(&task)?)
    }

    /// What the reader calls a runner: the task's name (see [`Names`](super::Names)), the callback's function, `script`.
    pub fn name(&self, runner: Runner) -> &'a str {
        let event = match runner {
            Runner::Script => None,
            Runner::Thread(thread) => self.progress.threads.get(&thread).copied(),
            Runner::Task(task) => self.progress.tasks.get(&task).map(|task| task.named),
            Runner::Callback(callback) => self.progress.callbacks.get(&callback).copied(),
        };
        match event.map(|event| &self.trace.events[event].kind) {
            Some(EventKind::TaskCreated { task, name, .. }) => {
                self.called.get(task).unwrap_or(name)
            }
            Some(EventKind::TaskRenamed { name, .. } | EventKind::ThreadStarted { name, .. }) => {
                name
            }
            Some(EventKind::CallbackCreated { label, .. }) => label,
            _ => match runner {
                Runner::Script => "script",
                Runner::Task(_) => "task",
                Runner::Callback(_) => "callback",
                Runner::Thread(_) => "thread",
            },
        }
    }

    /// What is waited for, as it follows "waits for".
    pub fn waited_for(&self, wait: &Wait) -> String {
        waited_for(wait, |task| self.name(Runner::Task(task)).to_owned())
    }

    /// Who scheduled a callback that has not run yet.
    pub fn scheduled_by(&self, callback: CallbackId) -> Option<Runner> {
        let event = *self.progress.callbacks.get(&callback)?;
        self.trace.events[event].runner
    }

    /// Whether it is one of `asyncio.run`'s own tasks that runs, when those of the script are over.
    pub fn shuts_down(&self, runner: Runner) -> bool {
        match runner {
            Runner::Task(task) => self
                .task(task)
                .is_some_and(|task| is_housekeeping(task.coroutine)),
            _ => false,
        }
    }

    /// The event that ended the run, if it is over.
    pub fn over(&self) -> Option<usize> {
        self.progress.over
    }

    /// The event of the exception that ended the script, if one did.
    pub fn failed(&self) -> Option<usize> {
        self.progress.failed
    }

    fn ready_since(&self, event: usize) -> Seconds {
        let event = &self.trace.events[event];
        match event.kind {
            EventKind::Ready { since, .. } => since,
            _ => event.at,
        }
    }

    fn task_now(&self, task: TaskId, progress: &TaskProgress) -> Option<TaskNow<'a>> {
        let events = &self.trace.events;
        let EventKind::TaskCreated {
            coroutine, parent, ..
        } = &events[progress.created].kind
        else {
            return None;
        };
        let doing = match progress.activity {
            Activity::Created(event) | Activity::Ready(event) => Doing::Ready {
                since: self.ready_since(event),
            },
            Activity::Running(_) => Doing::Running,
            Activity::Waiting(event) => self.waiting(event)?,
            Activity::Ended(event) => match &events[event].kind {
                EventKind::TaskEnded { outcome, .. } => Doing::Ended {
                    at: events[event].at,
                    outcome,
                },
                _ => return None,
            },
        };
        let suspended = match doing {
            Doing::Ready { .. } | Doing::Waiting { .. } => progress.suspended,
            Doing::Running | Doing::Ended { .. } => None,
        };
        let stack = match suspended.map(|event| &events[event].kind) {
            Some(EventKind::Suspended { stack, .. }) => stack.as_slice(),
            _ => &[],
        };
        Some(TaskNow {
            task,
            parent: *parent,
            name: self.name(Runner::Task(task)),
            coroutine,
            doing,
            stack,
        })
    }

    /// Waiting, or ready where its timer came due while the loop was held: the loop has not looked yet.
    fn waiting(&self, event: usize) -> Option<Doing<'a>> {
        let since = self.trace.events[event].at;
        let EventKind::Suspended { wait, .. } = &self.trace.events[event].kind else {
            return None;
        };
        Some(match wait.until {
            Some(until) if self.came_due(event, until) => Doing::Ready { since: until },
            _ => Doing::Waiting { since, wait },
        })
    }

    /// Whether the timer of a wait that an event began came due while the loop was held.
    fn came_due(&self, event: usize, due: Seconds) -> bool {
        let held = self.progress.phase == Phase::Turning && self.progress.over.is_none();
        held && due <= self.at && self.trace.events[event].at < self.at
    }
}
