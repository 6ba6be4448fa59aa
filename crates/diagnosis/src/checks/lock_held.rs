//! A lock was held across a long wait while others waited for it.

use super::{
    Finding, Kind,
    diagnose::Check,
    script::{
        effects::Analysis,
        index::Index,
        path::{Step, in_function, path_to},
    },
    standing::{Call, Standing},
    words::{code, counted, listed, on_line},
};
use rustc_hash::FxHashMap;
use rustpython_compiler::ast::{Expr, Stmt};
use trace::{
    Event, EventKind, Meeting, ObjectId, Runner, Seconds, TaskId, WaitKind, number::spoken,
};

/// A holder's wait is long from here on: most locks are held for less.
const LONG: Seconds = 2.0;
/// What the others lose in all matters from here on.
const DEAR: Seconds = 1.0;

/// Watches locks from being taken to being let go.
#[derive(Default)]
pub(crate) struct LocksHeld {
    open: FxHashMap<ObjectId, Open>,
    /// The locks that a task holds.
    held: FxHashMap<TaskId, Vec<ObjectId>>,
    /// The lock that a task waits for.
    awaited: FxHashMap<TaskId, ObjectId>,
    /// One for each line that takes a lock.
    long: Vec<Long>,
}

#[derive(Default)]
struct Open {
    holder: Option<TaskId>,
    line: Option<u32>,
    since: Seconds,
    /// The wait that the holder is in: since when, what for, and its frames.
    waiting: Option<Wait>,
    /// Its longest wait.
    longest: Option<(Seconds, Wait)>,
    /// Who waits for the lock, and since when: for this holder.
    waiters: Vec<(TaskId, Seconds)>,
}

#[derive(Clone)]
struct Wait {
    since: Seconds,
    what: String,
    line: Option<u32>,
    frames: Vec<Call>,
}

struct Long {
    line: Option<u32>,
    holder: String,
    at: Seconds,
    /// The longest hold, and the wait in it.
    held: Seconds,
    waited: Seconds,
    wait: Wait,
    /// All that others waited.
    others: Seconds,
    names: Vec<String>,
}

impl LocksHeld {
    fn close(&mut self, lock: ObjectId, now: Seconds, standing: &Standing) {
        let Some(open) = self.open.get_mut(&lock) else {
            return;
        };
        let waits: Seconds = open.waiters.iter().map(|(_, since)| now - since).sum();
        let longest = open.longest.take();
        let held = now - open.since;
        for (_, since) in &mut open.waiters {
            *since = now;
        }
        let holder = open.holder.take();
        if let Some(locks) = holder.and_then(|holder| self.held.get_mut(&holder)) {
            locks.retain(|held| *held != lock);
        }
        let (Some(holder), Some((waited, wait))) = (holder, longest) else {
            return;
        };
        if waited < LONG || waits < DEAR {
            return;
        }
        let names: Vec<String> = open
            .waiters
            .iter()
            .map(|(task, _)| standing.name(*task))
            .collect();
        match self.long.iter_mut().find(|long| long.line == open.line) {
            Some(long) => {
                long.others += waits;
                for name in names {
                    if !long.names.contains(&name) {
                        long.names.push(name);
                    }
                }
            }
            None => self.long.push(Long {
                line: open.line,
                holder: standing.name(holder),
                at: open.since,
                held,
                waited,
                wait,
                others: waits,
                names,
            }),
        }
    }
}

impl Check for LocksHeld {
    fn before(&mut self, event: &Event, standing: &Standing) {
        match &event.kind {
            EventKind::Acquired { object, by } => {
                let holder = match by {
                    Runner::Task(task) => Some(*task),
                    _ => None,
                };
                let open = self.open.entry(*object).or_default();
                open.holder = holder;
                open.line = event.line;
                open.since = event.at;
                open.waiting = None;
                open.longest = None;
                if let Some(holder) = holder {
                    self.held.entry(holder).or_default().push(*object);
                }
            }
            EventKind::Released { object } => self.close(*object, event.at, standing),
            EventKind::Suspended { task, wait, .. } => {
                let WaitKind::Shared {
                    meeting: Meeting::LockAcquire,
                    object: Some(lock),
                } = &wait.kind
                else {
                    return;
                };
                let open = self.open.entry(*lock).or_default();
                open.waiters.push((*task, event.at));
                self.awaited.insert(*task, *lock);
            }
            EventKind::StepStarted {
                what: Runner::Task(task),
            } => {
                // A waiter that runs has been told of the lock's freedom, or has given up.
                let lock = self.awaited.remove(task);
                if let Some(open) = lock.and_then(|lock| self.open.get_mut(&lock)) {
                    open.waiters.retain(|(waiter, _)| waiter != task);
                }
                for lock in self.held.get(task).into_iter().flatten() {
                    if let Some(open) = self.open.get_mut(lock)
                        && let Some(wait) = open.waiting.take()
                    {
                        let waited = event.at - wait.since;
                        if open
                            .longest
                            .as_ref()
                            .is_none_or(|(longest, _)| waited > *longest)
                        {
                            open.longest = Some((waited, wait));
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn after(&mut self, event: &Event, standing: &Standing) {
        let EventKind::Suspended { task, wait, .. } = &event.kind else {
            return;
        };
        for lock in self.held.get(task).into_iter().flatten() {
            if let Some(open) = self.open.get_mut(lock) {
                let frames = standing.task(*task).and_then(|task| task.wait.as_ref());
                open.waiting = Some(Wait {
                    since: event.at,
                    what: standing.waited_for(wait),
                    line: event.line,
                    frames: frames.map(|wait| wait.frames.clone()).unwrap_or_default(),
                });
            }
        }
    }

    fn findings(&self, _: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let Some(index) = index else {
            return Vec::new();
        };
        let of = |long: &Long| {
            let line = long.line?;
            let section = Section::at(index, line, &long.wait)?;
            if section.protects(index) {
                return None;
            }
            let lock = section.lock(index);
            let names = listed(&long.names, long.names.len());
            Some(Finding {
                kind: Kind::LockHeld,
                line: Some(line),
                columns: None,
                at: long.at,
                cost: Some(long.others),
                text: format!(
                    "`{}` took {lock} on line {line} and held it for {}, of which it waited {} for {}{}. {} ({names}) \
                     waited for the lock meanwhile, {} in all. Nothing in the locked part changes what it has read: \
                     wait before taking the lock or after letting it go, and hold it for the change alone.",
                    long.holder,
                    spoken(long.held),
                    spoken(long.waited),
                    long.wait.what,
                    on_line(long.wait.line),
                    counted(long.names.len(), "task"),
                    spoken(long.others),
                ),
                fix: None,
            })
        };
        self.long.iter().filter_map(of).collect()
    }
}

/// What stands between taking a lock and letting it go.
struct Section<'a> {
    taken: Option<&'a Expr>,
    body: &'a [Stmt],
    /// The statement of `body` that waits.
    waits: usize,
    function: Option<usize>,
}

impl<'a> Section<'a> {
    fn at(index: &Index<'a>, line: u32, wait: &Wait) -> Option<Self> {
        let script = index.script;
        let path = path_to(script, script.body(), line);
        let step: &Step<'_> = in_function(&path).last()?;
        let (taken, body): (_, &'a [Stmt]) = match step.statement {
            Stmt::With(with) => {
                let [item] = with.items.as_slice() else {
                    return None;
                };
                (Some(&item.context_expr), &with.body)
            }
            // `await lock.acquire()`, then `try`.
            _ => match step.block.get(step.index + 1) {
                Some(Stmt::Try(attempt)) => (None, &attempt.body),
                _ => return None,
            },
        };
        let contains = |statement: &Stmt| {
            let (first, last) = script.lines(statement);
            wait.frames
                .iter()
                .any(|frame| matches!(frame, Call::Script(line) if (first..=last).contains(line)))
        };
        Some(Self {
            taken,
            body,
            waits: body.iter().position(contains)?,
            function: index.function_at(line),
        })
    }

    /// Whether the lock does what locks are for: it keeps others away between reading something and
    /// changing it, or around something that is not understood.
    fn protects(&self, index: &Index<'_>) -> bool {
        let mut analysis = Analysis::new(index);
        let before = analysis.statements(&self.body[..=self.waits], self.function);
        let after = analysis.statements(&self.body[self.waits..], self.function);
        let reads = !before.reads.is_empty() || !before.writes.is_empty();
        before.opaque || after.opaque || (reads && !after.writes.is_empty())
    }

    fn lock(&self, index: &Index<'_>) -> String {
        match self.taken {
            Some(Expr::Name(_) | Expr::Attribute(_)) => {
                code(self.taken.map_or("", |taken| index.script.slice(taken)))
            }
            _ => "the lock".to_owned(),
        }
    }
}
