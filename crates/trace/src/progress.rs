//! How far a run has come: what an event changes.

use super::{
    event::{CallbackId, Event, EventKind, Runner, Seconds, TaskId, ThreadId, TimerId},
    journal::{Change, Journal},
    names::is_housekeeping,
};
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

#[derive(Clone, Copy, Debug)]
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
    /// When a timer ends its last wait; endless where none does.
    pub due: Seconds,
    /// Its last wait is for other tasks: it only mirrors theirs.
    pub mirrors: bool,
    /// It is none of the script's own.
    pub housekeeping: bool,
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
    /// Timers that are set, with the events that set them and their deadlines.
    pub timers: BTreeMap<TimerId, (usize, Seconds)>,
    /// Who runs, the innermost last; empty outside steps.
    pub steps: Vec<Runner>,
    /// The last blocking call of the runner that runs.
    pub blocked: Option<usize>,
    /// The exception that ended the script.
    pub failed: Option<usize>,
    /// The event that ended the run.
    pub over: Option<usize>,
    /// What changed, for the way back; kept by a playhead alone.
    pub journal: Option<Journal>,
}

impl Progress {
    /// How many things a copy has to copy.
    pub fn size(&self) -> usize {
        self.tasks.len() + self.callbacks.len() + self.ready.len() + self.timers.len()
    }

    /// Takes the next event.
    pub fn apply(&mut self, event: &Event) {
        let index = self.events;
        self.note(Change::Event {
            phase: self.phase,
            blocked: self.blocked,
            failed: self.failed,
            over: self.over,
        });
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
                let ready = std::mem::take(&mut self.ready);
                if !ready.is_empty() {
                    self.note(Change::Cleared(ready));
                }
            }
            EventKind::TaskCreated {
                task, coroutine, ..
            } if !self.tasks.contains_key(task) => {
                let progress = TaskProgress {
                    created: index,
                    named: index,
                    activity: Activity::Created(index),
                    readied: None,
                    suspended: None,
                    due: Seconds::INFINITY,
                    mirrors: false,
                    housekeeping: is_housekeeping(coroutine),
                };
                self.note(Change::Task(*task, None));
                self.tasks.insert(*task, progress);
            }
            EventKind::TaskCreated { .. } => {}
            EventKind::TaskRenamed { task, .. } => {
                self.change(*task, |task| task.named = index);
            }
            EventKind::CallbackCreated { callback, .. } => {
                let before = self.callbacks.insert(*callback, index);
                self.note(Change::Callback(*callback, before));
            }
            EventKind::Ready { what, .. } => {
                if self.phase == Phase::Idle {
                    self.phase = Phase::Turning;
                }
                self.ready.push_back((*what, index));
                self.note(Change::Queued);
                if !self.steps.contains(what) {
                    self.set(*what, Activity::Ready(index));
                } else if let Runner::Task(task) = what {
                    self.change(*task, |task| task.readied = Some(index));
                }
            }
            EventKind::TimerSet {
                timer, deadline, ..
            } => {
                let before = self.timers.insert(*timer, (index, *deadline));
                self.note(Change::Timer(*timer, before));
            }
            EventKind::TimerFired { timer } => {
                if self.phase == Phase::Idle {
                    self.phase = Phase::Turning;
                }
                self.drop_timer(*timer);
            }
            EventKind::TimerCancelled { timer } => self.drop_timer(*timer),
            EventKind::StepStarted { what } => {
                self.phase = Phase::Turning;
                if let Some(place) = self.ready.iter().position(|(ready, _)| ready == what)
                    && let Some(entry) = self.ready.remove(place)
                {
                    self.note(Change::Taken(place, entry));
                }
                self.push_step(*what);
                self.blocked = None;
                self.set(*what, Activity::Running(index));
            }
            EventKind::StepEnded { what } => {
                self.end_step(*what);
                self.blocked = None;
                if let Runner::Callback(callback) = what
                    && let Some(before) = self.callbacks.remove(callback)
                {
                    self.note(Change::Callback(*callback, Some(before)));
                }
            }
            EventKind::Suspended { task, wait, .. } => self.change(*task, |task| {
                task.suspended = Some(index);
                task.due = wait.until.unwrap_or(Seconds::INFINITY);
                task.mirrors = !wait.on.is_empty();
                task.activity = match task.readied.take() {
                    Some(ready) => Activity::Ready(ready),
                    None => Activity::Waiting(index),
                };
            }),
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
                let before = self.threads.insert(*thread, index);
                self.note(Change::Thread(*thread, before));
            }
            EventKind::StepStarted { what } => self.push_step(*what),
            EventKind::StepEnded { what } => self.end_step(*what),
            _ => {}
        }
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.cut_steps(0);
        self.blocked = None;
    }

    fn set(&mut self, what: Runner, activity: Activity) {
        if let Runner::Task(task) = what {
            self.change(task, |task| {
                if !matches!(task.activity, Activity::Ended(_)) {
                    task.activity = activity;
                }
            });
        }
    }

    fn change(&mut self, task: TaskId, change: impl FnOnce(&mut TaskProgress)) {
        if let Some(progress) = self.tasks.get_mut(&task) {
            let before = *progress;
            change(progress);
            self.note(Change::Task(task, Some(before)));
        }
    }

    fn drop_timer(&mut self, timer: TimerId) {
        if let Some(before) = self.timers.remove(&timer) {
            self.note(Change::Timer(timer, Some(before)));
        }
    }

    fn push_step(&mut self, what: Runner) {
        self.steps.push(what);
        self.note(Change::Stepped);
    }

    fn end_step(&mut self, what: Runner) {
        if let Some(depth) = self.steps.iter().rposition(|step| *step == what) {
            self.cut_steps(depth);
        }
    }

    fn cut_steps(&mut self, depth: usize) {
        if depth < self.steps.len() {
            let ended = self.steps.split_off(depth);
            self.note(Change::Unstepped(ended));
        }
    }

    fn note(&mut self, change: Change) {
        if let Some(journal) = &mut self.journal {
            journal.note(change);
        }
    }
}
