//! What happened in a run beside that time passed: tasks that failed, were cancelled, coroutines that never ran, and when
//! the first answer came.

use super::{
    event::{Event, EventKind, Outcome, Seconds, Stream, TaskId, Trace},
    names::Called,
    number::spoken,
};

/// So many names are said.
const MOST: usize = 3;

/// What there is to tell of one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Happenings {
    /// Tasks that failed, with the moment.
    failed: Vec<(String, Seconds)>,
    /// Tasks that were cancelled, with the moment.
    cancelled: Vec<(String, Seconds)>,
    /// Coroutines that were never awaited.
    never_ran: Vec<String>,
    /// When the first text was written, in virtual seconds.
    pub(super) first_output: Option<Seconds>,
    /// The first task, which is the program itself.
    program: Option<TaskId>,
}

impl Happenings {
    /// Of a whole run.
    pub fn of(trace: &Trace) -> Self {
        let mut found = Self::default();
        let mut called = Called::default();
        for event in &trace.events {
            called.see(event);
            found.see(event, &called);
        }
        found
    }

    /// Takes the next event; `called` knows it already.
    pub fn see(&mut self, event: &Event, called: &Called) {
        match &event.kind {
            EventKind::TaskCreated { task, .. } => {
                self.program.get_or_insert(*task);
            }
            // How the program ends is told otherwise.
            EventKind::TaskEnded { task, outcome } if self.program != Some(*task) => {
                let name = || called.now(*task).unwrap_or("a task").to_owned();
                match outcome {
                    Outcome::Failed(_) => self.failed.push((name(), event.at)),
                    Outcome::Cancelled => self.cancelled.push((name(), event.at)),
                    Outcome::Done(_) => {}
                }
            }
            EventKind::Warning { message, .. } => {
                let name = message
                    .strip_prefix("coroutine '")
                    .and_then(|rest| rest.strip_suffix("' was never awaited"));
                if let Some(name) = name {
                    let name = name.rsplit('.').next().unwrap_or(name).to_owned();
                    if !self.never_ran.contains(&name) {
                        self.never_ran.push(name);
                    }
                }
            }
            EventKind::Output {
                stream: Stream::Stdout,
                ..
            } => {
                self.first_output.get_or_insert(event.at);
            }
            _ => {}
        }
    }

    /// The same as a part of a sentence: `walls failed at 1.5 s, roof was cancelled`. None where nothing of that was.
    pub(super) fn told(&self) -> Option<String> {
        let mut parts = Vec::new();
        if let Some(never) = listed(self.never_ran.iter().map(|name| format!("`{name}`"))) {
            parts.push(format!("{never} never ran"));
        }
        if let [(name, at), rest @ ..] = self.failed.as_slice() {
            let more = match rest.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            parts.push(format!("{name}{more} failed at {}", spoken(*at)));
        }
        if let Some(names) = listed(self.cancelled.iter().map(|(name, _)| name.clone())) {
            let verb = if self.cancelled.len() == 1 {
                "was"
            } else {
                "were"
            };
            let at = match (self.failed.is_empty(), self.cancelled.first()) {
                (true, Some((_, at))) => format!(" at {}", spoken(*at)),
                _ => String::new(),
            };
            parts.push(format!("{names} {verb} cancelled{at}"));
        }
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

fn listed(names: impl Iterator<Item = String>) -> Option<String> {
    let names: Vec<String> = names.collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [first @ .., last] if names.len() <= MOST => {
            Some(format!("{} and {last}", first.join(", ")))
        }
        [first, ..] => Some(format!("{first} and {} more", names.len() - 1)),
    }
}
