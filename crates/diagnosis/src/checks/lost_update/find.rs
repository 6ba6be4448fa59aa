//! Where a script reads something, waits, and writes it back.

use super::{
    syntax::{Stored, awaits, is_straight},
    value::Value,
    writing::{Candidate, Function, Place, Write},
};
use crate::script::{Script, index::Index, path::blocks, scope::Scope};
use rustpython_compiler::ast::{
    Expr, Stmt,
    visitor::{Visitor, walk_expr, walk_stmt},
};
use std::collections::{HashMap, HashSet};

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
pub(super) struct Declared {
    pub(super) global: HashSet<String>,
    pub(super) outer: HashSet<String>,
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

pub(super) struct Look<'i, 'a> {
    pub(super) index: &'i Index<'a>,
    pub(super) script: &'i Script,
    pub(super) own: HashSet<String>,
    pub(super) names: Declared,
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
