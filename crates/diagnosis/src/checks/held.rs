//! Stretches in which a step held the loop, and who was ready meanwhile.

use super::{
    standing::Standing,
    words::{counted, listed},
};
use rustc_hash::FxHashMap;
use trace::{
    Call, End, Event, EventKind, Exchange, RESOLUTION, Runner, Seconds, TaskId, number::spoken,
    wires::exchanges,
};

/// One delay is told of at most as many holds: with very many, each is small.
const TOLD: usize = 64;

/// All that one line held.
#[derive(Clone, Debug)]
pub struct Held {
    /// The line.
    pub line: Option<u32>,
    /// The first call; none for computing.
    pub call: Option<Call>,
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
    /// From when to when, and by whom.
    stretches: Vec<(Seconds, Seconds, Runner)>,
    /// Those who were ready meanwhile, each once, with the longest of its delays; in the order of the first.
    delayed: Vec<Delayed>,
    /// Their places in `delayed`.
    places: FxHashMap<TaskId, usize>,
}

/// Someone who could have run.
#[derive(Clone, Copy, Debug)]
struct Delayed {
    task: TaskId,
    /// Since when it could.
    ready: Seconds,
    /// When it did; or when the run was ended, where it never did.
    ran: Seconds,
    never: bool,
}

impl Delayed {
    fn length(&self) -> Seconds {
        self.ran - self.ready
    }

    /// When it ran.
    fn went(&self) -> String {
        match self.never {
            true => "never ran".to_owned(),
            false => format!("ran at {}", spoken(self.ran)),
        }
    }
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
        call: Option<&Call>,
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
                    call: call.cloned(),
                    varies: false,
                    by,
                    at: from,
                    seconds: 0.0,
                    times: 0,
                    stretches: Vec::new(),
                    delayed: Vec::new(),
                    places: FxHashMap::default(),
                });
                self.groups.len() - 1
            }
        };
        let held = &mut self.groups[group];
        held.varies |= held.call.as_ref() != call;
        held.seconds += seconds;
        held.times += 1;
        let to = from + seconds;
        held.stretches.push((from, to, runner));
        self.stretches.push(Stretch { from, to, group });
    }

    /// Sees who gets to run, and whom a hold had kept from it; or never let run, where the run is ended.
    pub fn see(&mut self, event: &Event, standing: &Standing) {
        match event.kind {
            EventKind::StepStarted {
                what: Runner::Task(id),
            } => {
                let task = standing.task(id).filter(|task| !task.housekeeping);
                if let Some(ready) = task.and_then(|task| task.ready) {
                    self.delayed(id, (ready, event.at), false);
                }
            }
            EventKind::Interrupted { .. } => {
                self.cut(event.at);
                let now = event.at.max(standing.now);
                for (id, task) in standing.tasks() {
                    let due = task.wait.as_ref().and_then(|wait| wait.wait.until);
                    let ready = task.ready.or(due.filter(|due| *due < now));
                    let runs = standing.run.steps().contains(&Runner::Task(id));
                    if let Some(ready) = ready.filter(|_| !task.housekeeping && !runs) {
                        self.delayed(id, (ready, now), true);
                    }
                }
            }
            _ => {}
        }
    }

    /// The run is ended in the middle of the last hold.
    fn cut(&mut self, at: Seconds) {
        if let Some(last) = self.stretches.last_mut()
            && last.from < at
            && at < last.to
        {
            self.groups[last.group].seconds -= last.to - at;
            last.to = at;
        }
    }

    /// A task could run, and did so later, or never.
    fn delayed(&mut self, id: TaskId, (ready, ran): (Seconds, Seconds), never: bool) {
        if ran <= ready + RESOLUTION {
            return;
        }
        let mut told: Vec<usize> = Vec::new();
        for stretch in self.stretches.iter().rev().take(TOLD) {
            if stretch.to <= ready + RESOLUTION {
                break;
            }
            if stretch.from >= ran || told.contains(&stretch.group) {
                continue;
            }
            told.push(stretch.group);
            let delay = Delayed {
                task: id,
                ready,
                ran,
                never,
            };
            let Held {
                delayed, places, ..
            } = &mut self.groups[stretch.group];
            match places.get(&id).map(|place| &mut delayed[*place]) {
                Some(known) if known.length() < delay.length() => *known = delay,
                Some(_) => {}
                None => {
                    places.insert(id, delayed.len());
                    delayed.push(delay);
                }
            }
        }
    }

    /// What was collected.
    pub fn groups(&self) -> &[Held] {
        &self.groups
    }
}

impl Held {
    /// Who held it first.
    pub fn first(&self) -> Option<Runner> {
        self.stretches.first().map(|(_, _, by)| *by)
    }

    /// Who was kept waiting, in a sentence or two.
    pub fn consequence(&self, standing: &Standing) -> String {
        let tasks = self.tasks_waited(standing);
        match self.requests_waited(standing) {
            Some(requests) => format!("{tasks} {requests}"),
            None => tasks,
        }
    }

    /// Requests that a server on this machine had got and not answered, but for those of who held the loop.
    fn requests_waited(&self, standing: &Standing) -> Option<String> {
        if standing.wires.is_empty() {
            return None;
        }
        let waited: Vec<Exchange> = exchanges(&standing.wires)
            .into_iter()
            .filter(|request| request.end == End::Answers)
            .filter(|request| {
                self.stretches.iter().any(|(from, to, by)| {
                    let open = request.to.is_none_or(|end| end + RESOLUTION >= *to);
                    open && request.from + RESOLUTION < *to
                        && request.by != Some(*by)
                        && *to > from + RESOLUTION
                })
            })
            .collect();
        let mut names: Vec<String> = Vec::new();
        for request in &waited {
            if !names.contains(&request.request) {
                names.push(request.request.clone());
            }
        }
        match waited.len() {
            0 => None,
            count => Some(format!(
                "{} waited for an answer meanwhile: {}.",
                counted(count, "request"),
                listed(&names, names.len())
            )),
        }
    }

    /// The tasks that could have run.
    fn tasks_waited(&self, standing: &Standing) -> String {
        let longest = self
            .delayed
            .iter()
            .max_by(|a, b| a.length().total_cmp(&b.length()));
        match (longest, self.delayed.len()) {
            (None, _) => "Nothing else was ready meanwhile; if it had been, it could not have run."
                .to_owned(),
            (Some(only), 1) => format!(
                "`{}` was ready at {} and {}.",
                standing.name(only.task),
                spoken(only.ready),
                only.went()
            ),
            (Some(longest), count) => {
                let first = self.delayed.iter().take(3);
                let names: Vec<String> = first.map(|delayed| standing.name(delayed.task)).collect();
                format!(
                    "{} ({}) were ready and had to wait; `{}` longest: it was ready at {} and {}.",
                    counted(count, "task"),
                    listed(&names, count),
                    standing.name(longest.task),
                    spoken(longest.ready),
                    longest.went()
                )
            }
        }
    }
}
