//! What the loop panel shows of one moment, in words.

use super::threads::{ThreadRow, threads};
use trace::{
    Blocking, Doing, Moment, Outcome, Part, Pending, Runner, Seconds, TaskId, TaskNow, Wait,
    WaitKind, number::spoken, wires::now::WireNow,
};

/// The most entries of one list that are shown.
pub const MOST: usize = 40;

/// So many of a queue are shown: it goes on, and it is drawn anew with every step.
const QUEUED: usize = 16;
/// So many timers.
const TIMERS: usize = 8;

/// What the panel shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Now {
    /// One sentence; code between backticks.
    pub sentence: String,
    /// Where in its turn the loop is.
    pub part: Part,
    /// Until when it waits, in words, where it does.
    pub until: Option<String>,
    /// Who waits for what comes from outside: a device, another thread, a future that nobody here completes.
    pub outside: List<Entry>,
    /// The threads beside the main one.
    pub threads: List<ThreadRow>,
    /// Who has the loop.
    pub running: Option<Entry>,
    /// The ready queue, in the order in which it will run.
    pub ready: List<Entry>,
    /// The timer heap, in the order in which it will fire.
    pub timers: List<Entry>,
    /// The script's tasks, in order of creation; those that are over come last where not all are shown.
    pub tasks: List<TaskRow>,
}

/// A list of which not everything may be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T> {
    /// What is shown.
    pub shown: Vec<T>,
    /// How many there are in all.
    pub all: usize,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        let (shown, all) = (Vec::new(), 0);
        Self { shown, all }
    }
}

impl<T> List<T> {
    /// How many are not shown.
    pub fn left(&self) -> usize {
        self.all - self.shown.len()
    }

    pub(super) fn of(items: impl IntoIterator<Item = T>) -> Self {
        let mut items = items.into_iter();
        let shown: Vec<T> = items.by_ref().take(MOST).collect();
        let all = shown.len() + items.count();
        Self { shown, all }
    }
}

/// Something that runs, can run, or will.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The same wherever it goes: from the heap to the queue to the loop.
    pub key: String,
    /// The task's name, or the callback's function.
    pub name: String,
    /// More about it: the callback's function, what is waited for.
    pub detail: String,
    /// The line of the script that it is at.
    pub line: Option<u32>,
    /// How much of it is left, of a thousand: of a timer.
    pub left: Option<u32>,
    /// Whether it is a task, with a colour of its own.
    pub is_task: bool,
    /// A time, in words.
    pub time: String,
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It has the loop.
    Running,
    /// It has the loop, and a blocking call holds it.
    Blocking,
    /// It could run.
    Ready,
    /// It waits.
    Waiting,
    /// It returned.
    Done,
    /// It raised.
    Failed,
    /// It was cancelled.
    Cancelled,
}

impl Standing {
    /// The word, and the name of the class that gives it its mark.
    pub fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Blocking => "blocking",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaskRow {
    /// The task.
    pub task: TaskId,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
    /// More about that, in words: what it waits for, until when; its result.
    pub detail: String,
    /// The line of the script at which it waits, or blocks.
    pub line: Option<u32>,
}

impl Now {
    /// What there is to show of a moment.
    pub fn of(moment: &Moment<'_>) -> Self {
        let entry = |what: Runner, time: String| entry(moment, what, time);
        let over = moment.over().is_some();
        // Tens of thousands may be ready: only those that are shown are put into words.
        let queue = moment.ready();
        let all_ready = queue.len();
        let ready = queue
            .take(QUEUED)
            .map(|queued| entry(queued.what, since(queued.since, moment.time())));
        let timers = moment
            .first_timers(TIMERS)
            .into_iter()
            .map(|timer| timed(moment, &timer));
        let blocking = moment.blocking();
        let (first, all) = moment.first_tasks(MOST);
        let tasks = List {
            shown: first
                .iter()
                .map(|task| row(moment, task, blocking.as_ref()))
                .collect(),
            all,
        };
        Self {
            sentence: moment.narration(),
            part: moment.part(),
            until: moment
                .idle()
                .map(|until| format!("until {}", spoken(until))),
            outside: outside(moment, &first),
            threads: threads(moment),
            running: moment.running().filter(|_| !over).map(|who| {
                let until = blocking.map(|blocking| format!("until {}", spoken(blocking.until)));
                Entry {
                    line: moment.line(),
                    ..entry(who, until.unwrap_or_default())
                }
            }),
            ready: List {
                shown: ready.collect(),
                all: all_ready,
            },
            timers: List {
                shown: timers.collect(),
                all: moment.timer_count(),
            },
            tasks,
        }
    }

    /// Which chip is where: by list, from first to last.
    pub fn arrangement(&self) -> [Vec<String>; 4] {
        let keys = |entries: &[Entry]| entries.iter().map(|entry| entry.key.clone()).collect();
        let running = self.running.as_ref();
        [
            running.map(|entry| entry.key.clone()).into_iter().collect(),
            keys(&self.ready.shown),
            keys(&self.timers.shown),
            keys(&self.outside.shown),
        ]
    }

    /// The lines of the script at which tasks are, and whose: the marks in the editor's gutter.
    pub fn marks(&self) -> Vec<(u32, &str)> {
        let tasks = self.tasks.shown.iter();
        tasks
            .filter_map(|task| Some((task.line?, task.name.as_str())))
            .collect()
    }
}

/// Something that runs or can: a callback that a task scheduled goes by its name and colour.
fn entry(moment: &Moment<'_>, what: Runner, time: String) -> Entry {
    let owner = match what {
        Runner::Callback(callback) => moment
            .scheduled_by(callback)
            .filter(|owner| matches!(owner, Runner::Task(_)) && !moment.shuts_down(*owner)),
        _ => None,
    };
    let detail = match owner {
        Some(_) => short(moment.name(what)).to_owned(),
        None => String::new(),
    };
    let shown = owner.unwrap_or(what);
    Entry {
        key: key(shown),
        name: match shown {
            Runner::Callback(_) => short(moment.name(shown)).to_owned(),
            _ => moment.name(shown).to_owned(),
        },
        detail,
        line: None,
        left: None,
        is_task: matches!(shown, Runner::Task(_)),
        time,
    }
}

/// An entry of the heap: whose it is, and how much of it is left.
fn timed(moment: &Moment<'_>, timer: &Pending<'_>) -> Entry {
    let time = match timer.remaining {
        late if late < 0.0 => format!("{} late", spoken(-late)),
        // Below what is spoken of.
        remaining if remaining < 0.5e-6 => "due".to_owned(),
        remaining => format!("in {}", spoken(remaining)),
    };
    let whole = timer.deadline - timer.since;
    let left = (whole > 0.0).then(|| (timer.remaining / whole).clamp(0.0, 1.0));
    let left = left.map(|left| (left * 1000.0).round() as u32);
    match timer.set_by {
        Some(who @ Runner::Task(_)) => Entry {
            left,
            ..entry(moment, who, time)
        },
        _ => Entry {
            key: format!("timer-{}", timer.timer.0),
            name: short(timer.label).to_owned(),
            detail: String::new(),
            line: None,
            left,
            is_task: false,
            time,
        },
    }
}

fn key(what: Runner) -> String {
    match what {
        Runner::Script => "script".to_owned(),
        Runner::Task(task) => format!("task-{}", task.0),
        Runner::Callback(callback) => format!("callback-{}", callback.0),
        Runner::Thread(thread) => format!("thread-{}", thread.0),
    }
}

/// A function without where it was defined.
fn short(function: &str) -> &str {
    function.rsplit("<locals>.").next().unwrap_or(function)
}

/// What the selector watches: the connections that are open, what each waits for and for whom; then who waits for nothing that
/// a timer, a task or something shared ends, without one.
fn outside(moment: &Moment<'_>, tasks: &[TaskNow<'_>]) -> List<Entry> {
    let from_outside = |wait: &Wait| {
        let kind = matches!(
            wait.kind,
            WaitKind::Future
                | WaitKind::Serve
                | WaitKind::Library(_)
                | WaitKind::Blocking(_)
                | WaitKind::Other(_)
        );
        kind && wait.until.is_none() && wait.on.is_empty()
    };
    let mut connected: Vec<Runner> = Vec::new();
    let connections: Vec<Entry> = moment
        .connections()
        .inspect(|wire| connected.extend(wire.user))
        .map(|wire| connection(moment, &wire))
        .collect();
    let tasks = tasks.iter().filter_map(|task| match task.doing {
        Doing::Waiting { wait, .. } if from_outside(wait) => {
            let who = Runner::Task(task.task);
            (!connected.contains(&who)).then(|| Entry {
                detail: moment.waited_for(wait),
                ..entry(moment, who, String::new())
            })
        }
        _ => None,
    });
    List::of(connections.into_iter().chain(tasks))
}

/// An open connection: `127.0.0.1:8000`, `the answer to GET /books, for fetch`.
fn connection(moment: &Moment<'_>, wire: &WireNow) -> Entry {
    let whom = wire.user.filter(|user| *user != Runner::Script);
    let whom = whom.map(|user| format!(", for {}", moment.name(user)));
    Entry {
        key: format!("connection-{}", wire.connection.0),
        name: wire.name.clone(),
        detail: format!("{}{}", wire.waits_for(), whom.unwrap_or_default()),
        line: None,
        left: None,
        is_task: false,
        time: since(wire.since, moment.time()),
    }
}

fn row(moment: &Moment<'_>, task: &TaskNow<'_>, blocking: Option<&Blocking<'_>>) -> TaskRow {
    let (standing, detail) = match task.doing {
        Doing::Running => match blocking {
            Some(blocking) => (
                Standing::Blocking,
                match blocking.call {
                    Some(call) => format!("in {call}"),
                    None => "computing".to_owned(),
                },
            ),
            None => (Standing::Running, String::new()),
        },
        Doing::Ready { since } => (Standing::Ready, format!("since {}", spoken(since))),
        Doing::Waiting { wait, .. } => (
            Standing::Waiting,
            match wait.until {
                Some(until) => {
                    format!("for {} until {}", waited(moment, task, wait), spoken(until))
                }
                None => format!("for {}", waited(moment, task, wait)),
            },
        ),
        Doing::Ended { at, outcome } => match outcome {
            Outcome::Done(_) => (Standing::Done, format!("at {}", spoken(at))),
            Outcome::Failed(why) => (Standing::Failed, format!("at {}: {why}", spoken(at))),
            Outcome::Cancelled => (Standing::Cancelled, format!("at {}", spoken(at))),
        },
    };
    let waits_at = task.stack.iter().rev().find_map(|frame| frame.line);
    let line = match standing {
        Standing::Waiting | Standing::Ready => waits_at,
        Standing::Blocking => blocking.and_then(|blocking| blocking.line),
        _ => None,
    };
    TaskRow {
        task: task.task,
        name: task.name.to_owned(),
        standing,
        detail,
        line,
    }
}

/// What a task waits for: at a connection rather than in a library's function.
fn waited(moment: &Moment<'_>, task: &TaskNow<'_>, wait: &Wait) -> String {
    let at_connection = moment.waits_at_connection(Runner::Task(task.task), wait);
    at_connection.unwrap_or_else(|| moment.waited_for(wait))
}

/// Since when something has been able to run, where that is not this very moment.
fn since(since: Seconds, now: Seconds) -> String {
    if since < now {
        format!("since {}", spoken(since))
    } else {
        String::new()
    }
}

#[cfg(test)]
#[path = "now_tests.rs"]
mod tests;
