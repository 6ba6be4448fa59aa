//! How things stand at one moment: what every panel of the page shows.

mod shown;

pub use shown::{Blocking, Doing, Pending, Queued, TaskNow};

use super::{
    event::{CallbackId, EventKind, Runner, Seconds, TaskId, ThreadId, Trace},
    groups::Groups,
    names::{Called, is_housekeeping},
    run_state::{Activity, Hold, Phase, RunState, TaskState, ThreadDoing},
    wait::{ObjectId, Wait},
    wires::Wires,
    words::waited_for,
};
use std::{borrow::Cow, cell::OnceCell};

/// The state of a run at one moment. Panels take from it what they show.
#[derive(Clone, Debug)]
pub struct Moment<'a> {
    pub(super) trace: &'a Trace,
    called: &'a Called,
    pub(super) wires: &'a Wires,
    state: Cow<'a, RunState>,
    at: Seconds,
    sorted: OnceCell<Groups>,
}

impl<'a> Moment<'a> {
    pub(super) fn new(
        trace: &'a Trace,
        (called, wires): (&'a Called, &'a Wires),
        state: Cow<'a, RunState>,
        at: Seconds,
    ) -> Self {
        Self {
            trace,
            called,
            wires,
            state,
            at,
            sorted: OnceCell::new(),
        }
    }

    pub(super) fn state(&self) -> &RunState {
        &self.state
    }

    /// The moment, in virtual seconds.
    pub fn time(&self) -> Seconds {
        self.at
    }

    /// Index of the last event that has happened.
    pub fn event(&self) -> Option<usize> {
        self.state.events.checked_sub(1)
    }

    /// The line of the script that is being executed: of the blocking call that goes on, or else of the last
    /// event of the runner that runs.
    pub fn line(&self) -> Option<u32> {
        let event = self.state.blocked.filter(|_| self.blocking().is_some());
        let event = event.or(self.event())?;
        self.running().and(self.trace.events[event].line)
    }

    /// Who runs. [`Runner::Script`] outside the loop, until the run is over.
    pub fn running(&self) -> Option<Runner> {
        match self.state.phase {
            _ if self.state.over.is_some() => None,
            Phase::Outside => Some(Runner::Script),
            _ => self.state.steps.last().copied(),
        }
    }

    /// The blocking call that goes on.
    pub fn blocking(&self) -> Option<Blocking<'a>> {
        let event = &self.trace.events[self.state.blocked?];
        let (call, seconds) = match &event.kind {
            EventKind::Blocked { call, seconds } => (Some(call.text.as_str()), seconds),
            EventKind::Computed { seconds } => (None, seconds),
            _ => return None,
        };
        let until = event.at + seconds;
        (self.at < until && self.state.over.is_none()).then_some(Blocking {
            call,
            line: event.line,
            until,
        })
    }

    /// Whether the loop waits for a timer, and until when.
    pub fn idle(&self) -> Option<Seconds> {
        // Only what does not end the idling can have come after it.
        let events = self.trace.events[..self.state.events].iter().rev();
        if self.state.phase != Phase::Idle || self.state.over.is_some() {
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
        self.state.ready.iter().map(|&(what, event)| Queued {
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
        let timers = self.groups().timers().take(most);
        let pending = timers.filter_map(|timer| {
            let &(event, deadline) = self.state.timers.get(&timer)?;
            let event = &self.trace.events[event];
            let EventKind::TimerSet { label, .. } = &event.kind else {
                return None;
            };
            Some(Pending {
                timer,
                label: label.as_str(),
                set_by: event.runner,
                since: event.at,
                deadline,
                remaining: deadline - self.at,
            })
        });
        pending.collect()
    }

    /// How many timers are set.
    pub fn timer_count(&self) -> usize {
        self.state.timers.len()
    }

    /// The script's tasks that exist or did, in order of creation.
    pub fn tasks(&self) -> impl Iterator<Item = TaskNow<'a>> {
        let tasks = self.state.tasks.iter();
        let tasks = tasks.filter_map(|(&task, state)| self.task_now(task, state));
        tasks.filter(|task| !is_housekeeping(task.coroutine))
    }

    /// The script's tasks, at most so many, and how many there are: in order of creation, and where they are more, those
    /// that are not over first.
    pub fn first_tasks(&self, most: usize) -> (Vec<TaskNow<'a>>, usize) {
        let groups = self.groups();
        let mut first: Vec<TaskId> = groups.alive().take(most).collect();
        let is_over = |(_, state): &(&TaskId, &TaskState)| {
            !state.housekeeping && matches!(state.activity, Activity::Ended(_))
        };
        // Few are alive where there is room: the way to those that are over is short.
        let over = self.state.tasks.iter().filter(is_over);
        first.extend(over.take(most - first.len()).map(|(task, _)| *task));
        if groups.all() <= most {
            first.sort_unstable();
        }
        let now = first.into_iter().filter_map(|task| self.task(task));
        (now.collect(), groups.all())
    }

    /// The first of the script's tasks that could run, and how many could.
    pub(super) fn ready_tasks(&self) -> (Option<TaskNow<'a>>, usize) {
        let (first, count) = self.groups().ready(self.held());
        (first.and_then(|task| self.task(task)), count)
    }

    /// The two of the script's tasks whose own waits end first, not counting those that only mirror the waits of
    /// others, and how many wait.
    pub(super) fn next_waits(&self) -> (Vec<TaskNow<'a>>, usize) {
        let (first, count) = self.groups().waits(self.held());
        let now = first.take(2).filter_map(|task| self.task(task));
        (now.collect(), count)
    }

    /// One task, if it has been created.
    pub fn task(&self, task: TaskId) -> Option<TaskNow<'a>> {
        self.task_now(task, self.state.tasks.get(&task)?)
    }

    /// What the reader calls a runner: the task's name (see [`Names`](super::Names)), the callback's function, `script`.
    pub fn name(&self, runner: Runner) -> &'a str {
        let event = match runner {
            Runner::Script => None,
            Runner::Thread(thread) => self.state.threads.get(&thread).map(|thread| thread.started),
            Runner::Task(task) => self.state.tasks.get(&task).map(|task| task.named),
            Runner::Callback(callback) => self.state.callbacks.get(&callback).copied(),
        };
        match event.map(|event| &self.trace.events[event].kind) {
            Some(EventKind::TaskCreated { task, name, .. }) => {
                self.called.at_first(*task).unwrap_or(name)
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

    /// Which of the tasks that are waited for are still out.
    pub fn still_out(&self, wait: &Wait) -> Vec<TaskId> {
        let is_out = |task: &&TaskId| {
            let state = self.state.tasks.get(task);
            !state.is_some_and(|state| matches!(state.activity, Activity::Ended(_)))
        };
        wait.on.iter().filter(is_out).copied().collect()
    }

    /// Who holds something that others wait for: nobody, one, or for a semaphore several; the first first.
    pub fn holders(&self, object: ObjectId) -> &[Hold] {
        self.state.holders(object)
    }

    /// The event in which the task was asked to end, if that has not been delivered yet.
    pub fn cancelling(&self, task: TaskId) -> Option<usize> {
        self.state.tasks.get(&task)?.cancelled
    }

    /// The threads but the main one that were started and are not over, with what each does.
    pub fn threads(&self) -> impl Iterator<Item = (ThreadId, ThreadDoing)> {
        let threads = self.state.threads.iter();
        threads.filter_map(|(id, state)| Some((*id, state.doing?)))
    }

    /// What a thread waits for.
    pub fn thread_wait(&self, thread: ThreadId) -> Option<&'a Wait> {
        let ThreadDoing::Waiting(event) = self.state.threads.get(&thread)?.doing? else {
            return None;
        };
        match &self.trace.events[event].kind {
            EventKind::ThreadWaits { wait, .. } => Some(wait),
            _ => None,
        }
    }

    /// Who scheduled a callback that has not run yet.
    pub fn scheduled_by(&self, callback: CallbackId) -> Option<Runner> {
        let event = *self.state.callbacks.get(&callback)?;
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
        self.state.over
    }

    /// The event of the exception that ended the script, if one did.
    pub fn failed(&self) -> Option<usize> {
        self.state.failed
    }

    fn ready_since(&self, event: usize) -> Seconds {
        let event = &self.trace.events[event];
        match event.kind {
            EventKind::Ready { since, .. } => since,
            _ => event.at,
        }
    }

    fn task_now(&self, task: TaskId, state: &TaskState) -> Option<TaskNow<'a>> {
        let events = &self.trace.events;
        let EventKind::TaskCreated {
            coroutine, parent, ..
        } = &events[state.created].kind
        else {
            return None;
        };
        let doing = match state.activity {
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
            Doing::Ready { .. } | Doing::Waiting { .. } => state.suspended,
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
        let came_due = |until: &Seconds| self.held().is_some_and(|at| *until <= at && since < at);
        Some(match wait.until.filter(came_due) {
            Some(until) => Doing::Ready { since: until },
            None => Doing::Waiting { since, wait },
        })
    }

    /// This moment, where the loop is held at it: whose timer came due meanwhile could run, and the loop has not looked.
    fn held(&self) -> Option<Seconds> {
        let held = self.state.phase == Phase::Turning && self.state.over.is_none();
        held.then_some(self.at)
    }

    /// The tasks and timers, sorted: a playhead's, or else sorted when first asked for.
    fn groups(&self) -> &Groups {
        let kept = self.state.groups.as_ref();
        kept.unwrap_or_else(|| self.sorted.get_or_init(|| Groups::of(&self.state)))
    }
}
