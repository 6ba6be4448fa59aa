//! What a function writes that others see, and where it had read it before.

use super::value::{Plain, Value};
use std::collections::HashMap;
use trace::Frame;

/// A coroutine function that writes what others see.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// Where it reads, waits and writes back.
    pub candidates: Vec<Candidate>,
    /// All its writings.
    pub writes: Vec<Write>,
}

/// A thing that is read and written.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// As it is written.
    pub text: String,
    pub kind: PlaceKind,
}

/// What sort of thing.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceKind {
    /// A variable of the module.
    Global(String),
    /// A variable of a function around.
    Outer(String),
    /// An attribute of a variable.
    Attribute {
        of: String,
        global: bool,
        attribute: String,
    },
    /// An item of a variable, or of an attribute of one.
    Item {
        of: String,
        global: bool,
        attribute: Option<String>,
        key: Key,
    },
}

/// The key of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    Literal(String),
    Local(String),
}

/// Reading, waiting, writing back.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub place: Place,
    /// The lines of reading and writing.
    pub read: u32,
    pub write: u32,
    /// The lines between, those of the writing included where it waits itself.
    pub(super) between: (u32, u32),
    /// The variable that was given just what was read.
    pub(super) variable: Option<String>,
}

/// A writing.
#[derive(Clone, Debug)]
pub struct Write {
    pub place: Place,
    /// Its first line, and its last.
    pub line: u32,
    pub(super) last: u32,
    /// The statements before it in its block from which it is always reached: their lines, and whether they are simple.
    pub(super) reached: Vec<(u32, u32, bool)>,
    /// It is reached from the function's beginning.
    pub from_start: bool,
    /// What is assigned in between, with the line, and then written.
    pub(super) steps: Vec<(u32, String, Option<Value>)>,
    pub(super) value: Option<Value>,
}

impl Candidate {
    /// Whether who waits on a line has read and not yet written.
    pub fn is_between(&self, line: u32) -> bool {
        (self.between.0..=self.between.1).contains(&line)
    }

    /// What was read, as the frame of who waits shows it.
    pub fn read_value(&self, frame: &Frame) -> Option<String> {
        let variable = self.variable.as_ref()?;
        let local = frame.locals.iter().find(|local| local.name == *variable)?;
        Some(local.value.clone())
    }
}

impl Write {
    /// Whether who waited on the line `from`, and then on the line `to` or nowhere, has written.
    pub fn is_passed(&self, from: u32, to: Option<u32>) -> bool {
        let around = |line: u32| {
            let found = self
                .reached
                .iter()
                .find(|(first, last, _)| (*first..=*last).contains(&line));
            found.copied()
        };
        let Some((first, last, simple)) = around(from) else {
            return false;
        };
        match to {
            None => true,
            Some(to) if to > self.last => true,
            // Round a loop: to the same place, or to one before it.
            Some(to) if to == from => simple,
            Some(to) => to < from && (simple || !(first..=last).contains(&to)),
        }
    }

    /// What it wrote, computed from what the frame showed while it waited.
    pub fn value(&self, frame: &Frame) -> Option<String> {
        let mut names: HashMap<&str, Plain> = frame
            .locals
            .iter()
            .filter_map(|local| Some((local.name.as_str(), Plain::shown(&local.value)?)))
            .collect();
        for (line, name, value) in &self.steps {
            if frame.line.is_some_and(|from| from <= *line) {
                let value = value.as_ref().and_then(|value| value.in_terms_of(&names));
                match value {
                    Some(value) => names.insert(name, value),
                    None => names.remove(name.as_str()),
                };
            }
        }
        Some(self.value.as_ref()?.in_terms_of(&names)?.text())
    }
}
