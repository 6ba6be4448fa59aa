//! What let each step run, and the way back from any of them: who created, woke, cancelled whom.
//!
//! * [`path`]: the chain of causes that a moment rests on: why not earlier, and what bounds the total.
//! * [`limiter`]: what lets only so many through, and what one more place would give.
//! * [`told`]: all of that in words.

use super::{
    connection::ConnectionId,
    event::{Cause, EventKind, Outcome, Runner, Seconds, TaskId, TimerId, Trace},
    order::{Doer, Order},
    wires::Wires,
};
use std::collections::{HashMap, HashSet};

pub mod limiter;
pub mod path;
pub mod told;

/// How one thing led to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tie {
    /// A task or thread was created.
    Created,
    /// It was made ready: what it waited for was there.
    Woke,
    /// It was made ready by a task that failed: the exception goes on to whoever waits.
    Raised,
    /// It was made ready by a device.
    Completed,
    /// Its cancelling was asked for, and delivered.
    Cancelled,
}

/// From one event to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// How.
    pub tie: Tie,
    /// The event that led to it, and who ran then; nobody where it was a device.
    pub from: usize,
    /// Who did it.
    pub by: Option<Runner>,
    /// The event that it led to: the step that it let begin, or where a cancelling was delivered.
    pub to: usize,
    /// Whom it led to it.
    pub what: Runner,
    /// Who really did it, where that was a callback of the library's: nobody where that was a timer or a device.
    pub behind: Option<Runner>,
    /// The connection at which it began, where nobody did it: bytes arrived there.
    pub connection: Option<ConnectionId>,
    /// When it came from, in virtual seconds.
    pub from_at: Seconds,
    /// When it led there.
    pub to_at: Seconds,
    /// The column that it came from.
    pub from_column: usize,
    /// The column that it led to.
    pub to_column: usize,
}

/// Something that happens to a task, with a mark of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// `CancelledError` is thrown into it.
    Cancelled,
    /// Its deadline came.
    TimedOut,
    /// An exception leaves it, for whoever waits for it.
    Raised,
}

/// Where such a mark is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Which.
    pub sign: Sign,
    /// To whom.
    pub who: Runner,
    /// When, in virtual seconds.
    pub at: Seconds,
    /// In which column.
    pub column: usize,
    /// Its event.
    pub event: usize,
}

/// What let a column's step run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Let {
    /// The event that made it ready.
    pub event: usize,
    /// Why.
    pub cause: Cause,
    /// Since when it could have run, in virtual seconds.
    pub since: Seconds,
}

/// The causes in a run.
#[derive(Clone, Debug, Default)]
pub struct Causes {
    /// For each column of the order what let it run; nothing for the script, idling, and what goes on after another.
    pub lets: Vec<Option<Let>>,
    /// In the order of what they led to.
    pub links: Vec<Link>,
    /// In the order in which they happened.
    pub marks: Vec<Mark>,
    /// The same by what they came from: places in `links`.
    by_source: Vec<usize>,
    /// The events that set timers.
    timers: HashMap<TimerId, usize>,
    /// The events in which each runner began to wait, in order.
    waits: HashMap<Runner, Vec<usize>>,
    /// The events in which each runner was made ready, in order.
    readied: HashMap<Runner, Vec<usize>>,
    /// Who scheduled a callback, and in which event.
    callbacks: HashMap<Runner, (Option<Runner>, usize)>,
    created: HashMap<Runner, usize>,
    /// The connections.
    pub wires: Wires,
}

impl Causes {
    /// Of a run and its columns.
    pub fn of(trace: &Trace, order: &Order) -> Self {
        let mut causes = Self {
            lets: vec![None; order.columns.len()],
            wires: Wires::of(&trace.events),
            ..Self::default()
        };
        let mut ready: HashMap<Runner, Let> = HashMap::new();
        let mut failed: HashSet<usize> = HashSet::new();
        let mut cancels: HashMap<TaskId, usize> = HashMap::new();
        let mut origins: HashMap<Runner, (Option<Runner>, Option<ConnectionId>)> = HashMap::new();
        let column = |event: usize| order.column_of(event).unwrap_or(0);
        for (index, event) in trace.events.iter().enumerate() {
            match &event.kind {
                EventKind::TaskCreated { task, parent, .. } => {
                    let what = Runner::Task(*task);
                    causes.created.insert(what, index);
                    let by = parent.map_or(Runner::Script, Runner::Task);
                    ready.insert(what, made(index, Cause::Runner(by), event.at));
                }
                EventKind::ThreadStarted { thread, .. } => {
                    let what = Runner::Thread(*thread);
                    causes.created.insert(what, index);
                    let by = event.runner.unwrap_or(Runner::Script);
                    ready.insert(what, made(index, Cause::Runner(by), event.at));
                }
                EventKind::CallbackCreated { callback, .. } => {
                    let what = Runner::Callback(*callback);
                    causes.callbacks.insert(what, (event.runner, index));
                }
                EventKind::Ready { what, cause, since } => {
                    // A task that is created is ready by that.
                    let fresh = ready
                        .get(what)
                        .is_some_and(|known| causes.created.get(what) == Some(&known.event));
                    causes.readied.entry(*what).or_default().push(index);
                    if !fresh {
                        ready.entry(*what).or_insert(made(index, *cause, *since));
                    }
                }
                EventKind::TimerSet { timer, .. } => {
                    causes.timers.insert(*timer, index);
                }
                EventKind::Suspended { task, .. } => {
                    let waits = causes.waits.entry(Runner::Task(*task)).or_default();
                    waits.push(index);
                }
                EventKind::ThreadWaits { thread, .. } => {
                    let waits = causes.waits.entry(Runner::Thread(*thread)).or_default();
                    waits.push(index);
                }
                EventKind::TaskEnded { task, outcome } => {
                    if matches!(outcome, Outcome::Failed(_)) {
                        failed.insert(column(index));
                        causes.mark(Sign::Raised, *task, event.at, column(index), index);
                    }
                }
                EventKind::CancelRequested { task } => {
                    cancels.entry(*task).or_insert(index);
                }
                EventKind::TimedOut { task } => {
                    causes.mark(Sign::TimedOut, *task, event.at, column(index), index);
                }
                EventKind::CancelDelivered { task } => {
                    causes.mark(Sign::Cancelled, *task, event.at, column(index), index);
                    if let Some(from) = cancels.remove(task) {
                        causes.links.push(Link {
                            tie: Tie::Cancelled,
                            from,
                            by: trace.events[from].runner,
                            to: index,
                            what: Runner::Task(*task),
                            behind: trace.events[from].runner,
                            connection: None,
                            from_at: trace.events[from].at,
                            to_at: event.at,
                            from_column: column(from),
                            to_column: column(index),
                        });
                    }
                }
                EventKind::StepStarted { what } => {
                    let Some(by) = ready.remove(what) else {
                        continue;
                    };
                    if let Some(column) = order.column_of(index) {
                        causes.lets[column].get_or_insert(by);
                    }
                    let (behind, connection) = match by.cause {
                        Cause::Runner(who @ Runner::Callback(_))
                        | Cause::Cancel(who @ Runner::Callback(_)) => {
                            origins.get(&who).copied().unwrap_or_default()
                        }
                        Cause::Runner(who) | Cause::Cancel(who) => (Some(who), None),
                        Cause::Connection(connection) => (None, Some(connection)),
                        Cause::Timer(_) | Cause::Device(_) => (None, None),
                    };
                    if matches!(what, Runner::Callback(_)) {
                        origins.insert(*what, (behind, connection));
                    }
                    if let Some(link) = causes.link(*what, by, index) {
                        causes.links.push(Link {
                            behind,
                            connection,
                            from_at: trace.events[by.event].at,
                            to_at: event.at,
                            from_column: column(by.event),
                            to_column: column(index),
                            ..link
                        });
                    }
                }
                _ => {}
            }
        }
        for link in &mut causes.links {
            let raised = order
                .column_of(link.from)
                .is_some_and(|column| failed.contains(&column));
            if raised && link.tie == Tie::Woke {
                link.tie = Tie::Raised;
            }
        }
        causes.by_source = (0..causes.links.len()).collect();
        let links = &causes.links;
        causes.by_source.sort_by_key(|place| links[*place].from);
        causes
    }

    fn mark(&mut self, sign: Sign, task: TaskId, at: Seconds, column: usize, event: usize) {
        self.marks.push(Mark {
            sign,
            who: Runner::Task(task),
            at,
            column,
            event,
        });
    }

    /// What let a step run, as far as that is worth a line from one to the other; without its places.
    fn link(&self, what: Runner, by: Let, to: usize) -> Option<Link> {
        let (tie, by_whom) = match by.cause {
            Cause::Runner(who) if self.created.get(&what) == Some(&by.event) => {
                (Tie::Created, Some(who))
            }
            Cause::Runner(who) => (Tie::Woke, Some(who)),
            Cause::Device(_) | Cause::Connection(_) => (Tie::Completed, None),
            // The delivery is drawn from the request itself; a timer's own callback by its bar.
            Cause::Cancel(_) | Cause::Timer(_) => return None,
        };
        (by_whom != Some(what)).then_some(Link {
            tie,
            from: by.event,
            by: by_whom,
            to,
            what,
            behind: None,
            connection: None,
            from_at: 0.0,
            to_at: 0.0,
            from_column: 0,
            to_column: 0,
        })
    }

    /// The links that lead to something in these events.
    pub fn leading_to(&self, events: std::ops::Range<usize>) -> &[Link] {
        let first = self.links.partition_point(|link| link.to < events.start);
        let end = self.links.partition_point(|link| link.to < events.end);
        &self.links[first..end.max(first)]
    }

    /// The links that come from something in these events.
    pub fn coming_from(&self, events: std::ops::Range<usize>) -> impl Iterator<Item = &Link> {
        let from = |place: &usize| self.links[*place].from;
        let first = self
            .by_source
            .partition_point(|place| from(place) < events.start);
        let end = self
            .by_source
            .partition_point(|place| from(place) < events.end);
        self.by_source[first..end.max(first)]
            .iter()
            .map(|place| &self.links[*place])
    }

    /// The event that set a timer.
    pub fn timer_set(&self, timer: TimerId) -> Option<usize> {
        self.timers.get(&timer).copied()
    }

    /// The last event before that one in which a runner began to wait.
    pub fn waited(&self, what: Runner, before: usize) -> Option<usize> {
        last_before(self.waits.get(&what)?, before)
    }

    /// The last event up to that one in which a runner was made ready.
    pub fn woken(&self, what: Runner, up_to: usize) -> Option<usize> {
        last_before(self.readied.get(&what)?, up_to + 1)
    }

    /// The event in which a task or a thread was created.
    pub fn created(&self, what: Runner) -> Option<usize> {
        self.created.get(&what).copied()
    }

    /// Who scheduled a callback; whoever it is, for anything else.
    pub fn owner(&self, who: Runner) -> Runner {
        match who {
            Runner::Callback(_) => match self.callbacks.get(&who) {
                Some((Some(owner), _)) => *owner,
                _ => who,
            },
            other => other,
        }
    }

    /// Who really woke somebody: a callback of the library's only hands on what another began. Nobody where that was a
    /// timer or a device.
    pub fn behind(&self, order: &Order, trace: &Trace, event: usize) -> (usize, Option<Cause>) {
        let mut event = event;
        for _ in 0..16 {
            let cause = match &trace.events[event].kind {
                EventKind::Ready { cause, .. } => *cause,
                _ => return (event, None),
            };
            let Cause::Runner(Runner::Callback(_)) = cause else {
                return (event, Some(cause));
            };
            let before = order
                .column_of(event)
                .filter(|column| {
                    matches!(order.columns[*column].doer, Doer::Step(Runner::Callback(_)))
                })
                .and_then(|column| self.lets[column]);
            match before {
                Some(before) if before.event < event => event = before.event,
                _ => return (event, Some(cause)),
            }
        }
        (event, None)
    }
}

fn made(event: usize, cause: Cause, since: Seconds) -> Let {
    Let {
        event,
        cause,
        since,
    }
}

fn last_before(events: &[usize], before: usize) -> Option<usize> {
    let behind = events.partition_point(|event| *event < before);
    events.get(behind.checked_sub(1)?).copied()
}
