//! A value was read before an `await` and written back after it, while another task had written it in between.
//!
//! The syntax says where such a place is (`find`); the run, whether it happened: one task was suspended between reading
//! and writing while another one passed its own writing of the same thing. What was passed follows from where a task
//! waited and where it waits next, on a straight way only: never guessed through a branch.

use super::{
    Finding, Kind, diagnose::Check, script::index::Index, standing::Standing, words::code,
};
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use trace::{
    Event, EventKind, Frame, ObjectId, Outcome, Seconds, TaskId, WaitKind, number::spoken,
};

mod find;
mod lock;
mod place;
mod syntax;
mod value;
mod writing;

use find::find;
use lock::locking;
use writing::{Candidate, Function, Key, Place, PlaceKind};

/// Watches tasks pass from reading to writing.
#[derive(Default)]
pub(crate) struct LostUpdates {
    functions: HashMap<String, Function>,
    tasks: FxHashMap<TaskId, Task>,
    /// The last writings of each thing, in order.
    written: FxHashMap<Thing, Vec<Written>>,
    lost: Vec<Lost>,
    /// How many events were seen.
    now: usize,
}

#[derive(Default)]
struct Task {
    /// Where it waits: its frames, the outermost first.
    frames: Vec<Frame>,
    /// What it waits for might end in an exception.
    may_fail: bool,
    /// Its frames were thrown an exception, or its step is not understood.
    thrown: bool,
    /// By depth and candidate: when it began to wait between reading and writing, with its frame then.
    between: FxHashMap<(usize, usize), (usize, Frame)>,
}

/// What is read and written: the same for two tasks only where it is the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Thing {
    Global(String),
    /// A variable of the function around, of what one task made.
    Outer(String, Option<TaskId>),
    Attribute(Owner, String),
    Item(Owner, Option<String>, String),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Owner {
    Object(ObjectId),
    Global(String),
}

#[derive(Clone)]
struct Written {
    task: TaskId,
    line: u32,
    event: usize,
    at: Seconds,
    value: Option<String>,
}

struct Lost {
    function: String,
    candidate: usize,
    /// Who overwrote, and when.
    task: TaskId,
    at: Seconds,
    /// What it had read, and what it wrote.
    read: Option<String>,
    wrote: Option<String>,
    by_other: Written,
}

impl LostUpdates {
    /// For a script.
    pub fn new(index: Option<&Index<'_>>) -> Self {
        Self {
            functions: index.map(find).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// A task's step is over: it waits there now, or has returned from all its frames.
    fn passed(&mut self, id: TaskId, next: &[Frame], event: &Event, parent: Option<TaskId>) {
        let Some(task) = self.tasks.remove(&id) else {
            return;
        };
        if task.thrown {
            return;
        }
        for (depth, frame) in task.frames.iter().enumerate() {
            let (Some(function), Some(from)) = (self.functions.get(&frame.function), frame.line)
            else {
                continue;
            };
            let same = next
                .get(depth)
                .filter(|next| next.function == frame.function);
            let to = same.and_then(|next| next.line);
            if to.is_none() && task.may_fail {
                continue;
            }
            for write in &function.writes {
                if !write.is_passed(from, to) {
                    continue;
                }
                let Some(thing) = thing_of(&write.place, frame, parent) else {
                    continue;
                };
                let mut lost = None;
                for (number, candidate) in function.candidates.iter().enumerate() {
                    if candidate.write != write.line {
                        continue;
                    }
                    let Some((since, read)) = task.between.get(&(depth, number)) else {
                        continue;
                    };
                    let others = self.written.get(&thing).into_iter().flatten().rev();
                    let other = others
                        .take_while(|other| other.event > *since)
                        .find(|other| other.task != id);
                    if let Some(other) = other {
                        lost = Some((number, read.clone(), other.clone()));
                    }
                }
                let value = write.value(frame);
                let written = Written {
                    task: id,
                    line: write.line,
                    event: self.now,
                    at: event.at,
                    value: value.clone(),
                };
                if let Some((number, read, by_other)) = lost {
                    let candidate = &function.candidates[number];
                    self.lost.push(Lost {
                        function: frame.function.clone(),
                        candidate: number,
                        task: id,
                        at: event.at,
                        read: candidate.read_value(&read),
                        wrote: value,
                        by_other,
                    });
                }
                self.written.entry(thing).or_default().push(written);
            }
        }
        // What goes on being between stays so.
        let mut kept = Task::default();
        for ((depth, number), (since, frame)) in task.between {
            let stays = next.get(depth).is_some_and(|next| {
                next.function == frame.function
                    && self.functions.get(&next.function).is_some_and(|function| {
                        next.line
                            .is_some_and(|line| function.candidates[number].is_between(line))
                    })
            });
            // The same await again, in a loop, is another reading.
            let again = task.frames.get(depth).and_then(|was| was.line)
                >= next.get(depth).and_then(|next| next.line);
            if stays && !again {
                kept.between.insert((depth, number), (since, frame));
            }
        }
        self.tasks.insert(id, kept);
    }

    /// A task is over that has never waited: what it wrote from its beginning on.
    fn began(&mut self, id: TaskId, event: &Event, standing: &Standing) {
        let Some(task) = standing.task(id).filter(|_| !self.tasks.contains_key(&id)) else {
            return;
        };
        let Some(function) = self.functions.get(&task.coroutine) else {
            return;
        };
        let frame = Frame {
            function: task.coroutine.clone(),
            line: None,
            locals: Vec::new(),
        };
        for write in function.writes.iter().filter(|write| write.from_start) {
            if let Some(thing) = thing_of(&write.place, &frame, task.parent) {
                let written = Written {
                    task: id,
                    line: write.line,
                    event: self.now,
                    at: event.at,
                    value: write.value(&frame),
                };
                self.written.entry(thing).or_default().push(written);
            }
        }
    }

    /// A task begins to wait.
    fn waits(&mut self, id: TaskId, stack: &[Frame], wait: &WaitKind) {
        let known = stack
            .iter()
            .any(|frame| self.functions.contains_key(&frame.function));
        if !known {
            self.tasks.remove(&id);
            return;
        }
        let now = self.now;
        let task = self.tasks.entry(id).or_default();
        task.may_fail = !matches!(
            wait,
            WaitKind::Sleep | WaitKind::NextTurn | WaitKind::Shared { .. }
        );
        task.thrown = false;
        for (depth, frame) in stack.iter().enumerate() {
            let (Some(function), Some(line)) = (self.functions.get(&frame.function), frame.line)
            else {
                continue;
            };
            for (number, candidate) in function.candidates.iter().enumerate() {
                if candidate.is_between(line) {
                    task.between
                        .entry((depth, number))
                        .or_insert_with(|| (now, frame.clone()));
                }
            }
        }
        task.frames = stack.to_vec();
    }
}

impl Check for LostUpdates {
    fn before(&mut self, event: &Event, standing: &Standing) {
        if self.functions.is_empty() {
            return;
        }
        self.now += 1;
        match &event.kind {
            EventKind::CancelDelivered { task } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.thrown = true;
                }
            }
            EventKind::Suspended { task, wait, stack } => {
                let parent = standing.task(*task).and_then(|task| task.parent);
                self.passed(*task, stack, event, parent);
                self.waits(*task, stack, &wait.kind);
            }
            EventKind::TaskEnded { task, outcome } => {
                let parent = standing.task(*task).and_then(|task| task.parent);
                if matches!(outcome, Outcome::Done(_)) {
                    self.began(*task, event, standing);
                    self.passed(*task, &[], event, parent);
                }
                self.tasks.remove(task);
            }
            _ => {}
        }
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let Some(index) = index else {
            return Vec::new();
        };
        let mut findings: Vec<Finding> = Vec::new();
        for lost in &self.lost {
            let Some(function) = self.functions.get(&lost.function) else {
                continue;
            };
            let candidate = &function.candidates[lost.candidate];
            let known = |finding: &Finding| finding.line == Some(candidate.write);
            if !findings.iter().any(known) {
                findings.push(finding(index, candidate, lost, standing));
            }
        }
        findings
    }
}

fn finding(index: &Index<'_>, candidate: &Candidate, lost: &Lost, standing: &Standing) -> Finding {
    let name = code(&candidate.place.text);
    let value = |before: &str, value: &Option<String>| {
        value
            .as_ref()
            .map(|value| format!("{before}{}", code(value)))
            .unwrap_or_default()
    };
    let (own, other) = (standing.name(lost.task), standing.name(lost.by_other.task));
    let gone = match &lost.by_other.value {
        Some(value) => format!("{} is lost", code(value)),
        None => "that is lost".to_owned(),
    };
    let on_line = match lost.by_other.line == candidate.write {
        true => String::new(),
        false => format!(" on line {}", lost.by_other.line),
    };
    Finding {
        kind: Kind::LostUpdate,
        line: Some(candidate.write),
        columns: None,
        at: lost.at,
        cost: None,
        text: format!(
            "`{own}` read {name}{} on line {}, waited, and wrote it back{} on line {}. In between, at {}, `{other}` had \
             written it{}{on_line}: {gone}. Hold an `asyncio.Lock` from reading to writing, or read it again after the \
             wait.",
            value(" as ", &lost.read),
            candidate.read,
            value(" as ", &lost.wrote),
            candidate.write,
            spoken(lost.by_other.at),
            value(", to ", &lost.by_other.value),
        ),
        fix: locking(index, candidate),
    }
}

/// Which thing a frame's expression means.
fn thing_of(place: &Place, frame: &Frame, parent: Option<TaskId>) -> Option<Thing> {
    let local = |name: &str| frame.locals.iter().find(|local| local.name == name);
    let owner = |name: &str, global: bool| match global {
        true => Some(Owner::Global(name.to_owned())),
        false => local(name)?.object.map(Owner::Object),
    };
    Some(match &place.kind {
        PlaceKind::Global(name) => Thing::Global(name.clone()),
        PlaceKind::Outer(name) => Thing::Outer(name.clone(), parent),
        PlaceKind::Attribute {
            of,
            global,
            attribute,
        } => Thing::Attribute(owner(of, *global)?, attribute.clone()),
        PlaceKind::Item {
            of,
            global,
            attribute,
            key,
        } => {
            let key = match key {
                Key::Literal(text) => text.clone(),
                Key::Local(name) => local(name)?.value.clone(),
            };
            Thing::Item(owner(of, *global)?, attribute.clone(), key)
        }
    })
}
