//! Where a script reads something, waits, and writes it back.

use super::value::{Plain, Value};
use crate::script::{
    Script,
    index::{Index, written},
    path::blocks,
    scope::Scope,
};
use rustpython_compiler::ast::{
    Expr, Stmt,
    visitor::{Visitor, walk_expr, walk_stmt},
};
use std::collections::{HashMap, HashSet};
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
    between: (u32, u32),
    /// The variable that was given just what was read.
    variable: Option<String>,
}

/// A writing.
#[derive(Clone, Debug)]
pub struct Write {
    pub place: Place,
    /// Its first line, and its last.
    pub line: u32,
    last: u32,
    /// The statements before it in its block from which it is always reached: their lines, and whether they are simple.
    reached: Vec<(u32, u32, bool)>,
    /// It is reached from the function's beginning.
    pub from_start: bool,
    /// What is assigned in between, with the line, and then written.
    steps: Vec<(u32, String, Option<Value>)>,
    value: Option<Value>,
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

/// The functions of a script in which updates may be lost or do the harm; empty where nothing is read and written back.
pub fn find(index: &Index<'_>) -> HashMap<String, Function> {
    let mut functions = HashMap::new();
    for function in index.functions.iter().filter(|f| f.def.is_async) {
        let mut names = Declared::default();
        names.visit_body(&function.def.body);
        let look = Look {
            index,
            script: index.script,
            own: Scope::of(function.def).own,
            names,
        };
        let mut found = Function::default();
        look.block(&function.def.body, true, &mut found);
        if !found.writes.is_empty() {
            functions.insert(function.qualname.clone(), found);
        }
    }
    let any = functions
        .values()
        .any(|function: &Function| !function.candidates.is_empty());
    if any { functions } else { HashMap::new() }
}

/// The names that a function declares as others'.
#[derive(Default)]
struct Declared {
    global: HashSet<String>,
    outer: HashSet<String>,
}

impl<'a> Visitor<'a> for Declared {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Global(global) => self
                .global
                .extend(global.names.iter().map(|n| n.to_string())),
            Stmt::Nonlocal(outer) => self.outer.extend(outer.names.iter().map(|n| n.to_string())),
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            _ => walk_stmt(self, statement),
        }
    }
}

struct Look<'i, 'a> {
    index: &'i Index<'a>,
    script: &'i Script,
    own: HashSet<String>,
    names: Declared,
}

impl Look<'_, '_> {
    fn block(&self, block: &[Stmt], is_body: bool, found: &mut Function) {
        for (at, statement) in block.iter().enumerate() {
            if matches!(statement, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
                continue;
            }
            if let Some(place) = self.written(statement) {
                found.writes.push(self.write(block, at, place, is_body));
                found.candidates.extend(self.in_one(statement));
            }
            found.candidates.extend(self.read_and_written(block, at));
            for (_, inner) in blocks(statement) {
                self.block(inner, false, found);
            }
        }
    }

    /// `P = P + await …`, `P += await …`
    fn in_one(&self, statement: &Stmt) -> Option<Candidate> {
        let place = self.written(statement)?;
        let value = match statement {
            Stmt::Assign(assign) => {
                let mut uses = Uses::of(self, &assign.value);
                let read = uses.places.iter().position(|read| read.0 == place)?;
                let waits = uses.awaits.pop()?;
                (uses.places[read].1 < waits).then_some(&assign.value)?
            }
            Stmt::AugAssign(assign) => &assign.value,
            _ => return None,
        };
        if Uses::of(self, value).awaits.is_empty() {
            return None;
        }
        let (first, last) = self.script.lines(statement);
        Some(Candidate {
            place,
            read: first,
            write: first,
            between: (first, last),
            variable: None,
        })
    }

    /// `v = P`, an await, `P = … v …`, in one block.
    fn read_and_written(&self, block: &[Stmt], at: usize) -> Option<Candidate> {
        let Stmt::Assign(read) = &block[at] else {
            return None;
        };
        let [Expr::Name(variable)] = read.targets.as_slice() else {
            return None;
        };
        let uses = Uses::of(self, &read.value);
        if !uses.awaits.is_empty() || !self.own.contains(variable.id.as_str()) {
            return None;
        }
        uses.places
            .iter()
            .find_map(|(place, _)| self.written_back(block, at, variable.id.as_str(), place))
            .map(|mut candidate| {
                let just = self.place(&read.value).as_ref() == Some(&candidate.place);
                candidate.variable = just.then(|| variable.id.to_string());
                candidate
            })
    }

    fn written_back(
        &self,
        block: &[Stmt],
        at: usize,
        variable: &str,
        place: &Place,
    ) -> Option<Candidate> {
        let mut from_it = HashSet::from([variable.to_owned()]);
        let mut waits = false;
        for statement in &block[at + 1..] {
            if self.written(statement).as_ref() == Some(place) {
                let Stmt::Assign(write) = statement else {
                    return None;
                };
                let uses = Uses::of(self, &write.value);
                let reads_again = uses.places.iter().any(|(read, _)| read == place);
                let stale = uses.names.iter().any(|name| from_it.contains(name));
                let waits_here = !uses.awaits.is_empty();
                if !stale || reads_again || !(waits || waits_here) {
                    return None;
                }
                let (read, write) = (self.script.lines(&block[at]), self.script.lines(statement));
                let last = if waits_here {
                    write.1
                } else {
                    write.0.saturating_sub(1)
                };
                return Some(Candidate {
                    place: place.clone(),
                    read: read.0,
                    write: write.0,
                    between: (read.1 + 1, last),
                    variable: None,
                });
            }
            if !is_straight(statement) || self.writes_within(statement, place) {
                return None;
            }
            if let Stmt::Assign(assign) = statement
                && let [Expr::Name(name)] = assign.targets.as_slice()
            {
                let uses = Uses::of(self, &assign.value);
                if uses.names.iter().any(|name| from_it.contains(name)) {
                    from_it.insert(name.id.to_string());
                } else {
                    from_it.remove(name.id.as_str());
                }
            }
            waits |= awaits(statement);
        }
        None
    }

    fn writes_within(&self, statement: &Stmt, place: &Place) -> bool {
        blocks(statement).iter().any(|(_, inner)| {
            inner.iter().any(|statement| {
                self.written(statement).as_ref() == Some(place)
                    || self.writes_within(statement, place)
            })
        })
    }

    fn write(&self, block: &[Stmt], at: usize, place: Place, is_body: bool) -> Write {
        let (line, last) = self.script.lines(&block[at]);
        let before = block[..at]
            .iter()
            .rev()
            .take_while(|each| is_straight(each));
        let count = before.clone().count();
        let waits_itself = awaits(&block[at]).then_some(&block[at]);
        let reached = waits_itself.into_iter().chain(before.clone());
        let reached = reached.map(|each| {
            let (first, last) = self.script.lines(each);
            (first, last, blocks(each).is_empty())
        });
        let mut steps: Vec<(u32, String, Option<Value>)> =
            before.flat_map(|each| self.assigned(each)).collect();
        steps.reverse();
        Write {
            place,
            line,
            last,
            reached: reached.collect(),
            from_start: is_body && count == at,
            steps,
            value: match &block[at] {
                Stmt::Assign(assign) => Value::of(&assign.value),
                _ => None,
            },
        }
    }

    /// The names that a statement assigns, with what.
    fn assigned(&self, statement: &Stmt) -> Vec<(u32, String, Option<Value>)> {
        let line = self.script.line(statement);
        match statement {
            Stmt::Assign(assign) => match assign.targets.as_slice() {
                [Expr::Name(name)] => vec![(line, name.id.to_string(), Value::of(&assign.value))],
                _ => Stored::of(statement)
                    .map(|name| (line, name, None))
                    .collect(),
            },
            _ => Stored::of(statement)
                .map(|name| (line, name, None))
                .collect(),
        }
    }

    /// What a statement writes that others see.
    fn written(&self, statement: &Stmt) -> Option<Place> {
        match statement {
            Stmt::Assign(assign) => match assign.targets.as_slice() {
                [target] => self.place(target),
                _ => None,
            },
            Stmt::AugAssign(assign) => self.place(&assign.target),
            _ => None,
        }
    }

    fn place(&self, expression: &Expr) -> Option<Place> {
        let kind = match expression {
            Expr::Name(name) => {
                let name = name.id.to_string();
                if self.names.global.contains(&name) {
                    PlaceKind::Global(name)
                } else if self.names.outer.contains(&name) {
                    PlaceKind::Outer(name)
                } else {
                    return None;
                }
            }
            Expr::Attribute(attribute) => {
                let (of, global) = self.owner(&attribute.value)?;
                PlaceKind::Attribute {
                    of,
                    global,
                    attribute: attribute.attr.to_string(),
                }
            }
            Expr::Subscript(subscript) => {
                let key = match &*subscript.slice {
                    Expr::StringLiteral(text) => Key::Literal(format!("'{}'", text.value.to_str())),
                    literal @ Expr::NumberLiteral(_) => {
                        Key::Literal(self.script.slice(literal).to_owned())
                    }
                    Expr::Name(name) if self.own.contains(name.id.as_str()) => {
                        Key::Local(name.id.to_string())
                    }
                    _ => return None,
                };
                let (owner, attribute) = match &*subscript.value {
                    Expr::Attribute(attribute) => {
                        (&*attribute.value, Some(attribute.attr.to_string()))
                    }
                    other => (other, None),
                };
                let (of, global) = self.owner(owner)?;
                PlaceKind::Item {
                    of,
                    global,
                    attribute,
                    key,
                }
            }
            _ => return None,
        };
        Some(Place {
            text: written(expression).unwrap_or_else(|| self.script.slice(expression).to_owned()),
            kind,
        })
    }

    /// A variable, and whether it is the module's, which is bound once.
    fn owner(&self, expression: &Expr) -> Option<(String, bool)> {
        let Expr::Name(name) = expression else {
            return None;
        };
        let name = name.id.as_str();
        let global = !self.own.contains(name);
        (!global || self.index.writes(name) <= 1).then(|| (name.to_owned(), global))
    }
}

/// What an expression uses: names, things that others see, awaits, with where they stand.
#[derive(Default)]
struct Uses<'l, 'i, 'a> {
    look: Option<&'l Look<'i, 'a>>,
    names: Vec<String>,
    places: Vec<(Place, usize)>,
    awaits: Vec<usize>,
}

impl<'l, 'i, 'a> Uses<'l, 'i, 'a> {
    fn of(look: &'l Look<'i, 'a>, expression: &Expr) -> Self {
        let mut uses = Self {
            look: Some(look),
            ..Self::default()
        };
        uses.visit_expr(expression);
        uses
    }
}

impl<'v> Visitor<'v> for Uses<'_, '_, '_> {
    fn visit_expr(&mut self, expression: &'v Expr) {
        let at = crate::script::start(expression);
        if let Some(place) = self.look.and_then(|look| look.place(expression)) {
            self.places.push((place, at));
        }
        match expression {
            Expr::Name(name) => self.names.push(name.id.to_string()),
            Expr::Await(_) => self.awaits.push(at),
            Expr::Lambda(_) => return,
            _ => {}
        }
        walk_expr(self, expression);
    }
}

/// The names that a statement stores to.
struct Stored(Vec<String>);

impl Stored {
    fn of(statement: &Stmt) -> impl Iterator<Item = String> {
        let mut stored = Self(Vec::new());
        stored.visit_stmt(statement);
        stored.0.into_iter()
    }
}

impl<'a> Visitor<'a> for Stored {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression
            && !name.ctx.is_load()
        {
            self.0.push(name.id.to_string());
        }
        walk_expr(self, expression);
    }
}

/// Whether a statement waits somewhere.
fn awaits(statement: &Stmt) -> bool {
    struct Awaits(bool);
    impl<'a> Visitor<'a> for Awaits {
        fn visit_stmt(&mut self, statement: &'a Stmt) {
            match statement {
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
                Stmt::For(each) => self.0 |= each.is_async,
                Stmt::With(with) => self.0 |= with.is_async,
                _ => {}
            }
            walk_stmt(self, statement);
        }
        fn visit_expr(&mut self, expression: &'a Expr) {
            self.0 |= matches!(expression, Expr::Await(_));
            walk_expr(self, expression);
        }
    }
    let mut awaits = Awaits(false);
    awaits.visit_stmt(statement);
    awaits.0
}

/// Whether what follows a statement in its block is always reached from within it, but for exceptions.
fn is_straight(statement: &Stmt) -> bool {
    struct Leaves(bool);
    impl<'a> Visitor<'a> for Leaves {
        fn visit_stmt(&mut self, statement: &'a Stmt) {
            match statement {
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
                Stmt::Return(_) | Stmt::Raise(_) | Stmt::Break(_) | Stmt::Continue(_) => {
                    self.0 = true;
                }
                _ => {}
            }
            walk_stmt(self, statement);
        }
    }
    let mut leaves = Leaves(false);
    leaves.visit_stmt(statement);
    !leaves.0
}
