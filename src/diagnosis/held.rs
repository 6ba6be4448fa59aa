//! Stretches in which a step held the loop, and who was ready meanwhile.

use super::standing::Standing;
use crate::trace::{Event, EventKind, Runner, Seconds};

/// Differences below this are rounding.
const RESOLUTION: Seconds = 1e-9;
/// One delay is told of at most as many holds: with very many, each is small.
const TOLD: usize = 64;

/// All that one line held.
#[derive(Clone, Debug)]
pub struct Held {
    /// The line.
    pub line: Option<u32>,
    /// The first call, in words; empty for computing.
    pub call: String,
    /// Whether other calls on the line read otherwise.
    pub varies: bool,
    /// Who held it first.
    pub by: String,
    /// When first.
    pub at: Seconds,
    /// How long in all.
    pub seconds: Seconds,
    /// How often.
    pub times: usize,
    /// Those who were ready meanwhile, each once, with the longest of its delays.
    pub delayed: Vec<Delayed>,
}

/// Someone who could have run.
#[derive(Clone, Debug)]
pub struct Delayed {
    /// The task's name.
    pub name: String,
    /// Since when it could.
    pub ready: Seconds,
    /// When it did.
    pub ran: Seconds,
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: Seconds,
    to: Seconds,
    group: usize,
}

/// Collects holds by line.
#[derive(Debug, Default)]
pub struct Holds {
    stretches: Vec<Stretch>,
    groups: Vec<Held>,
}

impl Holds {
    /// The loop was held from `from` for `seconds`, by `runner`.
    pub fn add(
        &mut self,
        (from, seconds): (Seconds, Seconds),
        runner: Runner,
        call: &str,
        line: Option<u32>,
        standing: &Standing,
    ) {
        let group = match self.groups.iter().position(|held| held.line == line) {
            Some(group) => group,
            None => {
                let by = match runner {
                    Runner::Task(task) => standing.name(task),
                    _ => "a callback".to_owned(),
                };
                self.groups.push(Held {
                    line,
                    call: call.to_owned(),
                    varies: false,
                    by,
                    at: from,
                    seconds: 0.0,
                    times: 0,
                    delayed: Vec::new(),
                });
                self.groups.len() - 1
            }
        };
        let held = &mut self.groups[group];
        held.varies |= held.call != call;
        held.seconds += seconds;
        held.times += 1;
        let to = from + seconds;
        self.stretches.push(Stretch { from, to, group });
    }

    /// Sees who gets to run, and whom a hold had kept from it.
    pub fn see(&mut self, event: &Event, standing: &Standing) {
        let EventKind::StepStarted {
            what: Runner::Task(id),
        } = event.kind
        else {
            return;
        };
        let Some(task) = standing.task(id).filter(|task| !task.housekeeping) else {
            return;
        };
        let Some(ready) = task.ready else { return };
        if event.at <= ready + RESOLUTION {
            return;
        }
        for stretch in self.stretches.iter().rev().take(TOLD) {
            if stretch.to <= ready + RESOLUTION {
                break;
            }
            if stretch.from >= event.at {
                continue;
            }
            let delay = Delayed {
                name: task.name.clone(),
                ready,
                ran: event.at,
            };
            let delayed = &mut self.groups[stretch.group].delayed;
            match delayed.iter_mut().find(|known| known.name == delay.name) {
                Some(known) if known.ran - known.ready < delay.ran - delay.ready => *known = delay,
                Some(_) => {}
                None => delayed.push(delay),
            }
        }
    }

    /// What was collected.
    pub fn groups(&self) -> &[Held] {
        &self.groups
    }
}

impl Held {
    /// Who was kept waiting, as a sentence.
    pub fn consequence(&self) -> String {
        use super::words::{counted, listed};
        use crate::trace::number::spoken;

        let length = |delayed: &&Delayed| delayed.ran - delayed.ready;
        let longest = self
            .delayed
            .iter()
            .max_by(|a, b| length(a).total_cmp(&length(b)));
        match (longest, self.delayed.len()) {
            (None, _) => "Nothing else was ready meanwhile; if it had been, it could not have run."
                .to_owned(),
            (Some(only), 1) => format!(
                "`{}` was ready at {} and ran at {}.",
                only.name,
                spoken(only.ready),
                spoken(only.ran)
            ),
            (Some(longest), count) => {
                let names: Vec<String> = self
                    .delayed
                    .iter()
                    .map(|delayed| delayed.name.clone())
                    .collect();
                format!(
                    "{} ({}) were ready and had to wait; `{}` longest: it was ready at {} and ran at {}.",
                    counted(count, "task"),
                    listed(&names, count),
                    longest.name,
                    spoken(longest.ready),
                    spoken(longest.ran)
                )
            }
        }
    }
}
