//! The script's tasks and the timers, sorted by what is asked of them at every moment: a playhead keeps them along, so that
//! looking at a moment costs what is shown of it, and not what there is.

use super::{
    event::{Seconds, TaskId, TimerId},
    run_state::{Activity, RunState, TaskState},
};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// A moment in virtual seconds, in the order of moments.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Due(Seconds);

impl Eq for Due {}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Tasks that wait, by when a timer ends that.
#[derive(Clone, Debug, Default)]
struct Waiting {
    all: usize,
    by_due: BTreeMap<Due, BTreeSet<TaskId>>,
}

impl Waiting {
    fn insert(&mut self, due: Seconds, task: TaskId) {
        self.by_due.entry(Due(due)).or_default().insert(task);
        self.all += 1;
    }

    fn remove(&mut self, due: Seconds, task: TaskId) {
        let Some(tasks) = self.by_due.get_mut(&Due(due)) else {
            return;
        };
        tasks.remove(&task);
        self.all -= 1;
        if tasks.is_empty() {
            self.by_due.remove(&Due(due));
        }
    }

    /// How many are due at `at` or before, and the first of them in order of creation.
    fn due(&self, at: Seconds) -> (usize, Option<TaskId>) {
        let groups = self.by_due.range(..=Due(at));
        groups.fold((0, None), |(count, first), (_, tasks)| {
            let next = tasks.first().copied();
            let first = first.map_or(next, |first: TaskId| next.map(|next| first.min(next)));
            (count + tasks.len(), first)
        })
    }
}

/// The script's tasks and the timers of one moment, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// How many tasks there are.
    all: usize,
    /// Those that are not over.
    alive: BTreeSet<TaskId>,
    /// Those that could run, whatever the loop does.
    ready: BTreeSet<TaskId>,
    /// Those that wait.
    waiting: Waiting,
    /// Those of them whose waits are their own, and no mirrors of others'.
    own: Waiting,
    timers: BTreeSet<(Due, TimerId)>,
    /// What has changed and is not sorted yet, while many events pass at once.
    unsorted: Option<Unsorted>,
}

/// How tasks and timers were before each change, in the order of the changes.
#[derive(Clone, Debug, Default)]
struct Unsorted {
    tasks: Vec<(TaskId, Option<TaskState>)>,
    timers: Vec<(TimerId, Option<Seconds>)>,
}

impl Groups {
    /// Of a whole state.
    pub fn of(state: &RunState) -> Self {
        let mut groups = Self::default();
        for (task, now) in &state.tasks {
            groups.task(*task, None, Some(now));
        }
        for (timer, (_, deadline)) in &state.timers {
            groups.timer(*timer, None, Some(*deadline));
        }
        groups
    }

    /// Many events pass: what they change is sorted when all have.
    pub fn put_off(&mut self) {
        self.unsorted.get_or_insert_default();
    }

    /// They have passed. What changed several times is sorted once, from how it was before the first.
    pub fn catch_up(
        &mut self,
        tasks: &BTreeMap<TaskId, TaskState>,
        timers: &BTreeMap<TimerId, (usize, Seconds)>,
    ) {
        let Some(mut unsorted) = self.unsorted.take() else {
            return;
        };
        unsorted.tasks.sort_by_key(|(task, _)| *task);
        unsorted.tasks.dedup_by_key(|(task, _)| *task);
        for (task, before) in unsorted.tasks {
            self.task(task, before.as_ref(), tasks.get(&task));
        }
        unsorted.timers.sort_by_key(|(timer, _)| *timer);
        unsorted.timers.dedup_by_key(|(timer, _)| *timer);
        for (timer, before) in unsorted.timers {
            let now = timers.get(&timer).map(|(_, deadline)| *deadline);
            self.timer(timer, before, now);
        }
    }

    /// A task was so, and is so now.
    pub fn task(&mut self, task: TaskId, before: Option<&TaskState>, now: Option<&TaskState>) {
        if let Some(unsorted) = &mut self.unsorted {
            unsorted.tasks.push((task, before.copied()));
            return;
        }
        if let Some(before) = before.filter(|before| !before.housekeeping) {
            self.all -= 1;
            match before.activity {
                Activity::Created(_) | Activity::Ready(_) => drop(self.ready.remove(&task)),
                Activity::Waiting(_) => {
                    self.waiting.remove(before.due, task);
                    if !before.mirrors {
                        self.own.remove(before.due, task);
                    }
                }
                Activity::Running(_) | Activity::Ended(_) => {}
            }
        }
        let is_alive = |state: &TaskState| {
            !state.housekeeping && !matches!(state.activity, Activity::Ended(_))
        };
        match (before.is_some_and(is_alive), now.is_some_and(is_alive)) {
            (false, true) => drop(self.alive.insert(task)),
            (true, false) => drop(self.alive.remove(&task)),
            _ => {}
        }
        if let Some(now) = now.filter(|now| !now.housekeeping) {
            self.all += 1;
            match now.activity {
                Activity::Created(_) | Activity::Ready(_) => drop(self.ready.insert(task)),
                Activity::Waiting(_) => {
                    self.waiting.insert(now.due, task);
                    if !now.mirrors {
                        self.own.insert(now.due, task);
                    }
                }
                Activity::Running(_) | Activity::Ended(_) => {}
            }
        }
    }

    /// A timer was set for a deadline, and is now, if it is.
    pub fn timer(&mut self, timer: TimerId, before: Option<Seconds>, now: Option<Seconds>) {
        if let Some(unsorted) = &mut self.unsorted {
            unsorted.timers.push((timer, before));
            return;
        }
        if let Some(before) = before {
            self.timers.remove(&(Due(before), timer));
        }
        if let Some(now) = now {
            self.timers.insert((Due(now), timer));
        }
    }

    /// How many tasks there are.
    pub fn all(&self) -> usize {
        self.all
    }

    /// The tasks that are not over, in order of creation.
    pub fn alive(&self) -> impl ExactSizeIterator<Item = TaskId> {
        self.alive.iter().copied()
    }

    /// The first of the tasks that could run, in order of creation, and how many could. Where the loop is held, since
    /// `held`, those count whose waits are over by then.
    pub fn ready(&self, held: Option<Seconds>) -> (Option<TaskId>, usize) {
        let (count, due) = held.map_or((0, None), |at| self.waiting.due(at));
        let ready = self.ready.first().copied();
        let first = ready.map_or(due, |ready| Some(due.map_or(ready, |due| due.min(ready))));
        (first, self.ready.len() + count)
    }

    /// The tasks whose own waits go on, by when those end, and how many they are. Where the loop is held, since `held`, those
    /// do not count whose waits are over by then.
    pub fn waits(&self, held: Option<Seconds>) -> (impl Iterator<Item = TaskId>, usize) {
        let from = held.map_or(Seconds::NEG_INFINITY, Seconds::next_up);
        let over = held.map_or(0, |at| self.own.due(at).0);
        let groups = self.own.by_due.range(Due(from)..);
        let tasks = groups.flat_map(|(_, tasks)| tasks.iter().copied());
        (tasks, self.own.all - over)
    }

    /// The timers, in the order in which they will fire: of equal deadlines the one that was set first, and has the lower
    /// number.
    pub fn timers(&self) -> impl Iterator<Item = TimerId> {
        self.timers.iter().map(|(_, timer)| *timer)
    }
}

impl RunState {
    /// A task is so now; or there is none such.
    pub(super) fn put_task(&mut self, task: TaskId, now: Option<TaskState>) {
        let before = match now {
            Some(now) => self.tasks.insert(task, now),
            None => self.tasks.remove(&task),
        };
        if let Some(groups) = &mut self.groups {
            groups.task(task, before.as_ref(), now.as_ref());
        }
    }

    /// A timer is set so now, or not; how it was before.
    pub(super) fn put_timer(
        &mut self,
        timer: TimerId,
        now: Option<(usize, Seconds)>,
    ) -> Option<(usize, Seconds)> {
        let before = match now {
            Some(now) => self.timers.insert(timer, now),
            None => self.timers.remove(&timer),
        };
        if let Some(groups) = &mut self.groups {
            let deadline = |set: Option<(usize, Seconds)>| set.map(|(_, deadline)| deadline);
            groups.timer(timer, deadline(before), deadline(now));
        }
        before
    }
}
