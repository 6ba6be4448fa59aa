//! How far a run has come: what an event changes.

use super::event::{CallbackId, Event, EventKind, Runner, TaskId, ThreadId, TimerId};
use std::collections::{BTreeMap, VecDeque};

/// What the loop does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Phase {
    /// There is none, or it does not run: the script has the thread.
    #[default]
    Outside,
    /// It runs handles, or looks for them.
    Turning,
    /// It waits for the next timer.
    Idle,
}

/// What a task does; the number is the index of the event that made it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Activity {
    Created(usize),
    Ready(usize),
    Running(usize),
    Waiting(usize),
    Ended(usize),
}

#[derive(Clone, Debug)]
pub(super) struct TaskProgress {
    /// The event of its creation.
    pub created: usize,
    /// The event that gave it its present name.
    pub named: usize,
    pub activity: Activity,
    /// The event that made it ready in its own step: a bare yield, a future that was done.
    readied: Option<usize>,
    /// The event with its last await stack.
    pub suspended: Option<usize>,
}

/// The state of a run after some of its events. It keeps indices of events instead of what they say, so that
/// copies of it are cheap enough to keep many.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    /// How many events it knows.
    pub events: usize,
    pub phase: Phase,
    pub tasks: BTreeMap<TaskId, TaskProgress>,
    /// Callbacks that have not run yet, with the event that named them.
    pub callbacks: BTreeMap<CallbackId, usize>,
    /// The ready queue, with the events that put them there.
    pub ready: VecDeque<(Runner, usize)>,
    /// Threads, with the events that started them.
    pub threads: BTreeMap<ThreadId, usize>,
    /// Timers that are set, with the events that set them.
    pub timers: BTreeMap<TimerId, usize>,
    /// Who runs, the innermost last; empty outside steps.
    pub steps: Vec<Runner>,
    /// The last blocking call of the runner that runs.
    pub blocked: Option<usize>,
    /// The exception that ended the script.
    pub failed: Option<usize>,
    /// The event that ended the run.
    pub over: Option<usize>,
}

impl Progress {
    /// How many things a copy has to copy.
    pub fn size(&self) -> usize {
        self.tasks.len() + self.callbacks.len() + self.ready.len() + self.timers.len()
    }

    /// Takes the next event.
    pub fn apply(&mut self, event: &Event) {
        let index = self.events;
        self.events += 1;
        if event.kind.thread().is_some() {
            self.apply_thread(event, index);
            return;
        }
        match &event.kind {
            EventKind::LoopStarted => self.enter(Phase::Turning),
            EventKind::LoopStopped => self.enter(Phase::Outside),
            EventKind::TurnStarted { .. } => self.enter(Phase::Turning),
            EventKind::Idle { .. } => {
                self.enter(Phase::Idle);
                // A cancelled handle leaves the queue without an event; the loop idles only when all have.
                self.ready.clear();
            }
            EventKind::TaskCreated { task, .. } => {
                let progress = TaskProgress {
                    created: index,
                    named: index,
                    activity: Activity::Created(index),
                    readied: None,
                    suspended: None,
                };
                self.tasks.entry(*task).or_insert(progress);
            }
            EventKind::TaskRenamed { task, .. } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.named = index;
                }
            }
            EventKind::CallbackCreated { callback, .. } => {
                self.callbacks.insert(*callback, index);
            }
            EventKind::Ready { what, .. } => {
                if self.phase == Phase::Idle {
                    self.phase = Phase::Turning;
                }
                self.ready.push_back((*what, index));
                if !self.steps.contains(what) {
                    self.set(*what, Activity::Ready(index));
                } else if let Runner::Task(task) = what
                    && let Some(task) = self.tasks.get_mut(task)
                {
                    task.readied = Some(index);
                }
            }
            EventKind::TimerSet { timer, .. } => {
                self.timers.insert(*timer, index);
            }
            EventKind::TimerFired { timer } => {
                if self.phase == Phase::Idle {
                    self.phase = Phase::Turning;
                }
                self.timers.remove(timer);
            }
            EventKind::TimerCancelled { timer } => {
                self.timers.remove(timer);
            }
            EventKind::StepStarted { what } => {
                self.phase = Phase::Turning;
                if let Some(place) = self.ready.iter().position(|(ready, _)| ready == what) {
                    self.ready.remove(place);
                }
                self.steps.push(*what);
                self.blocked = None;
                self.set(*what, Activity::Running(index));
            }
            EventKind::StepEnded { what } => {
                if let Some(depth) = self.steps.iter().rposition(|step| step == what) {
                    self.steps.truncate(depth);
                }
                self.blocked = None;
                if let Runner::Callback(callback) = what {
                    self.callbacks.remove(callback);
                }
            }
            EventKind::Suspended { task, .. } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.suspended = Some(index);
                    task.activity = match task.readied.take() {
                        Some(ready) => Activity::Ready(ready),
                        None => Activity::Waiting(index),
                    };
                }
            }
            EventKind::TaskEnded { task, .. } => {
                self.set(Runner::Task(*task), Activity::Ended(index));
            }
            EventKind::Blocked { .. } | EventKind::Computed { .. } => self.blocked = Some(index),
            EventKind::ScriptFailed { .. } => self.failed = Some(index),
            EventKind::Exited { .. } | EventKind::Interrupted { .. } => self.over = Some(index),
            EventKind::CancelRequested { .. }
            | EventKind::CancelDelivered { .. }
            | EventKind::TimedOut { .. }
            | EventKind::ObjectSeen { .. }
            | EventKind::Acquired { .. }
            | EventKind::Released { .. }
            | EventKind::ForeignCall { .. }
            | EventKind::Computing { .. }
            | EventKind::Reported { .. }
            | EventKind::Held { .. }
            | EventKind::ThreadStarted { .. }
            | EventKind::ThreadWaits { .. }
            | EventKind::ThreadEnded { .. }
            | EventKind::JobStarted { .. }
            | EventKind::JobEnded { .. }
            | EventKind::Output { .. }
            | EventKind::Beat
            | EventKind::Warning { .. } => {}
        }
    }

    /// What a thread does beside the loop. Its steps are on top of whatever the loop is at.
    fn apply_thread(&mut self, event: &Event, index: usize) {
        match &event.kind {
            EventKind::ThreadStarted { thread, .. } => {
                self.threads.insert(*thread, index);
            }
            EventKind::StepStarted { what } => self.steps.push(*what),
            EventKind::StepEnded { what } => {
                if let Some(depth) = self.steps.iter().rposition(|step| step == what) {
                    self.steps.truncate(depth);
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.steps.clear();
        self.blocked = None;
    }

    fn set(&mut self, what: Runner, activity: Activity) {
        if let Runner::Task(task) = what
            && let Some(task) = self.tasks.get_mut(&task)
            && !matches!(task.activity, Activity::Ended(_))
        {
            task.activity = activity;
        }
    }
}
