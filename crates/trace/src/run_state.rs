//! How a run stands: what an event changes. The one reducer: moments are views of it, and the diagnosis rests on it.

use super::{
    event::{CallbackId, Computing, Event, EventKind, Runner, Seconds, TaskId, ThreadId, TimerId},
    groups::Groups,
    journal::{Change, Journal},
    names::is_housekeeping,
    wait::ObjectId,
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
pub(super) struct TaskState {
    /// The event of its creation.
    pub created: usize,
    /// The event that gave it its present name.
    pub named: usize,
    pub activity: Activity,
    /// The event that made it ready in its own step: a bare yield, a future that was done.
    readied: Option<usize>,
    /// The event with its last await stack.
    pub suspended: Option<usize>,
    /// When a timer ends its last wait, but after it began; endless where none does.
    pub due: Seconds,
    /// Its last wait is for other tasks: it only mirrors theirs.
    pub mirrors: bool,
    /// It is none of the script's own.
    pub housekeeping: bool,
    /// The event that asked for its cancelling, until it is delivered.
    pub cancelled: Option<usize>,
}

/// Someone who has a lock, or one place of a semaphore.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hold {
    /// Who.
    pub by: Runner,
    /// Since when.
    pub since: Seconds,
    /// The script's line that took it.
    pub line: Option<u32>,
    /// The event that said so.
    pub event: usize,
}

/// What a thread does; the number is the index of the event that made it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadDoing {
    /// It could run.
    Ready(usize),
    /// It runs.
    Running(usize),
    /// It computes.
    Computing(usize),
    /// It could compute, and waits for its interpreter's lock (GIL) or for a core.
    AwaitsTurn(usize),
    /// It waits.
    Waiting(usize),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct ThreadState {
    /// The event that started it.
    pub started: usize,
    /// Nothing once it is over.
    pub doing: Option<ThreadDoing>,
}

/// The state of a run after some of its events. It keeps indices of events instead of what they say, so that
/// copies of it are cheap enough to keep many.
#[derive(Clone, Debug, Default)]
pub struct RunState {
    /// How many events it knows.
    pub(super) events: usize,
    pub(super) phase: Phase,
    pub(super) tasks: BTreeMap<TaskId, TaskState>,
    /// Callbacks that have not run yet, with the event that named them.
    pub(super) callbacks: BTreeMap<CallbackId, usize>,
    /// The ready queue, with the events that put them there.
    pub(super) ready: VecDeque<(Runner, usize)>,
    /// All threads that were started.
    pub(super) threads: BTreeMap<ThreadId, ThreadState>,
    /// Who holds what; nothing that nobody does.
    pub(super) holds: BTreeMap<ObjectId, Vec<Hold>>,
    /// Timers that are set, with the events that set them and their deadlines.
    pub(super) timers: BTreeMap<TimerId, (usize, Seconds)>,
    /// Who runs, the innermost last; empty outside steps.
    pub(super) steps: Vec<Runner>,
    /// The last blocking call of the runner that runs.
    pub(super) blocked: Option<usize>,
    /// The exception that ended the script.
    pub(super) failed: Option<usize>,
    /// The event that ended the run.
    pub(super) over: Option<usize>,
    /// What changed, for the way back; kept by a playhead alone.
    pub(super) journal: Option<Journal>,
    /// The tasks and timers, sorted; likewise.
    pub(super) groups: Option<Groups>,
}

impl RunState {
    /// Whether a loop runs.
    pub fn in_loop(&self) -> bool {
        self.phase != Phase::Outside
    }

    /// Who runs, the innermost last; empty outside steps.
    pub fn steps(&self) -> &[Runner] {
        &self.steps
    }

    /// Who holds something, the first first.
    pub fn holders(&self, object: ObjectId) -> &[Hold] {
        self.holds.get(&object).map_or(&[], Vec::as_slice)
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
                let progress = TaskState {
                    created: index,
                    named: index,
                    activity: Activity::Created(index),
                    readied: None,
                    suspended: None,
                    due: Seconds::INFINITY,
                    mirrors: false,
                    housekeeping: is_housekeeping(coroutine),
                    cancelled: None,
                };
                self.note(Change::Task(*task, None));
                self.put_task(*task, Some(progress));
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
                let before = self.put_timer(*timer, Some((index, *deadline)));
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
                let until = wait.until.unwrap_or(Seconds::INFINITY);
                task.due = until.max(event.at.next_up());
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
            EventKind::CancelRequested { task } => self.change(*task, |task| {
                task.cancelled.get_or_insert(index);
            }),
            EventKind::CancelDelivered { task } => {
                self.change(*task, |task| task.cancelled = None);
            }
            EventKind::Acquired { object, by } => {
                let hold = Hold {
                    by: *by,
                    since: event.at,
                    line: event.line,
                    event: index,
                };
                self.change_holds(*object, |holds| holds.push(hold));
            }
            EventKind::Released { object } => self.change_holds(*object, |holds| {
                // The runner's own, or else the oldest.
                let own = holds.iter().position(|hold| Some(hold.by) == event.runner);
                if !holds.is_empty() {
                    holds.remove(own.unwrap_or(0));
                }
            }),
            EventKind::TimedOut { .. }
            | EventKind::ObjectSeen { .. }
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
            | EventKind::Typed { .. }
            | EventKind::CommandEnded { .. }
            | EventKind::Beat
            | EventKind::Connection { .. }
            | EventKind::Warning { .. } => {}
        }
    }

    /// What a thread does beside the loop. Its steps are on top of whatever the loop is at.
    fn apply_thread(&mut self, event: &Event, index: usize) {
        let Some(id) = event.kind.thread() else {
            return;
        };
        let known = self.threads.get(&id).copied();
        let doing = match &event.kind {
            EventKind::ThreadStarted { .. } | EventKind::Ready { .. } => {
                Some(ThreadDoing::Ready(index))
            }
            EventKind::StepStarted { what } => {
                self.push_step(*what);
                Some(ThreadDoing::Running(index))
            }
            EventKind::StepEnded { what } => {
                self.end_step(*what);
                return;
            }
            EventKind::ThreadWaits { .. } => Some(ThreadDoing::Waiting(index)),
            EventKind::Computing { computing, .. } => Some(match computing {
                Computing::Runs => ThreadDoing::Computing(index),
                Computing::AwaitsInterpreter | Computing::AwaitsCore => {
                    ThreadDoing::AwaitsTurn(index)
                }
                Computing::Stops => ThreadDoing::Ready(index),
            }),
            EventKind::ThreadEnded { .. } => None,
            _ => return,
        };
        let started = match (&event.kind, known) {
            (EventKind::ThreadStarted { .. }, _) => index,
            (_, Some(known)) => known.started,
            _ => return,
        };
        self.threads.insert(id, ThreadState { started, doing });
        self.note(Change::Thread(id, known));
    }

    fn change_holds(&mut self, object: ObjectId, change: impl FnOnce(&mut Vec<Hold>)) {
        let before = self.holds.remove(&object).unwrap_or_default();
        let mut holds = before.clone();
        change(&mut holds);
        if !holds.is_empty() {
            self.holds.insert(object, holds);
        }
        self.note(Change::Holds(object, before));
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

    fn change(&mut self, task: TaskId, change: impl FnOnce(&mut TaskState)) {
        if let Some(progress) = self.tasks.get_mut(&task) {
            let before = *progress;
            change(progress);
            if let Some(groups) = &mut self.groups {
                groups.task(task, Some(&before), Some(progress));
            }
            self.note(Change::Task(task, Some(before)));
        }
    }

    fn drop_timer(&mut self, timer: TimerId) {
        if let Some(before) = self.put_timer(timer, None) {
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
        while self.steps.len() > depth
            && let Some(ended) = self.steps.pop()
        {
            self.note(Change::Unstepped(ended));
        }
    }

    fn note(&mut self, change: Change) {
        if let Some(journal) = &mut self.journal {
            journal.note(change);
        }
    }
}
