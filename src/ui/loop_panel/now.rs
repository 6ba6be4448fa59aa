//! What the loop panel shows of one moment, in words.

use trace::{Blocking, Doing, Moment, Outcome, Runner, Seconds, TaskNow, number::spoken};

/// The most entries of one list that are shown.
pub const MOST: usize = 40;

/// What the panel shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Now {
    /// One sentence; code between backticks.
    pub sentence: String,
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

impl<T> List<T> {
    fn of(items: impl IntoIterator<Item = T>) -> Self {
        let mut items = items.into_iter();
        let shown: Vec<T> = items.by_ref().take(MOST).collect();
        let all = shown.len() + items.count();
        Self { shown, all }
    }
}

/// Something that runs, can run, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The task's name, or the callback's function.
    pub name: String,
    /// Whether it is a task, with a colour of its own.
    pub is_task: bool,
    /// A time, in words.
    pub time: String,
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
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
        let entry = |what: Runner, time: String| Entry {
            name: moment.name(what).to_owned(),
            is_task: matches!(what, Runner::Task(_)),
            time,
        };
        let over = moment.over().is_some();
        let ready = moment
            .ready()
            .map(|queued| entry(queued.what, since(queued.since, moment.time())));
        let timers = moment.first_timers(MOST).into_iter().map(|timer| {
            let time = match timer.remaining {
                late if late < 0.0 => format!("{} late", spoken(-late)),
                remaining => format!("in {}", spoken(remaining)),
            };
            match timer.set_by {
                Some(who @ Runner::Task(_)) => entry(who, time),
                _ => Entry {
                    name: timer.label.to_owned(),
                    is_task: false,
                    time,
                },
            }
        });
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
            running: moment.running().filter(|_| !over).map(|who| {
                let until = blocking.map(|blocking| format!("until {}", spoken(blocking.until)));
                entry(who, until.unwrap_or_default())
            }),
            ready: List::of(ready),
            timers: List {
                shown: timers.collect(),
                all: moment.timer_count(),
            },
            tasks,
        }
    }

    /// The lines of the script at which tasks are, and whose: the marks in the editor's gutter.
    pub fn marks(&self) -> Vec<(u32, &str)> {
        let tasks = self.tasks.shown.iter();
        tasks
            .filter_map(|task| Some((task.line?, task.name.as_str())))
            .collect()
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
                Some(until) => format!("for {} until {}", moment.waited_for(wait), spoken(until)),
                None => format!("for {}", moment.waited_for(wait)),
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
        name: task.name.to_owned(),
        standing,
        detail,
        line,
    }
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
