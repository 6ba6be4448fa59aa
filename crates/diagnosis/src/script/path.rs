//! The statements around a line.

use super::Script;
use rustpython_compiler::ast::{ExceptHandlerExceptHandler, Stmt};

/// Which part of a statement leads to the next one of a path.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// The statement itself: nothing of it is further in.
    Itself,
    /// Its body.
    Body,
    /// A handler of a `try`.
    Handler(&'a ExceptHandlerExceptHandler),
    /// `else`, `elif`, `finally`.
    Other,
}

/// A statement of a path.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The statement.
    pub statement: &'a Stmt,
    /// The part in which the next one lies.
    pub part: Part<'a>,
    /// The block that the statement is in.
    pub block: &'a [Stmt],
    /// Its place in that block.
    pub index: usize,
}

/// A block of a statement, with the part that it is.
pub fn blocks(statement: &Stmt) -> Vec<(Part<'_>, &[Stmt])> {
    match statement {
        Stmt::FunctionDef(def) => vec![(Part::Body, &def.body)],
        Stmt::ClassDef(def) => vec![(Part::Body, &def.body)],
        Stmt::For(def) => vec![(Part::Body, &def.body), (Part::Other, &def.orelse)],
        Stmt::While(def) => vec![(Part::Body, &def.body), (Part::Other, &def.orelse)],
        Stmt::With(def) => vec![(Part::Body, &def.body)],
        Stmt::If(def) => {
            let clauses = def.elif_else_clauses.iter();
            let clauses = clauses.map(|clause| (Part::Other, clause.body.as_slice()));
            std::iter::once((Part::Body, def.body.as_slice()))
                .chain(clauses)
                .collect()
        }
        Stmt::Match(def) => def
            .cases
            .iter()
            .map(|case| (Part::Body, case.body.as_slice()))
            .collect(),
        Stmt::Try(def) => {
            let mut all: Vec<(Part<'_>, &[Stmt])> = vec![(Part::Body, &def.body)];
            for handler in &def.handlers {
                if let Some(handler) = handler.as_except_handler() {
                    all.push((Part::Handler(handler), &handler.body));
                }
            }
            all.push((Part::Other, &def.orelse));
            all.push((Part::Other, &def.finalbody));
            all
        }
        _ => Vec::new(),
    }
}

/// The statements around a line, the outermost first; empty where it is none's.
pub fn path_to<'a>(script: &Script, body: &'a [Stmt], line: u32) -> Vec<Step<'a>> {
    let mut path = Vec::new();
    let mut block = body;
    'down: loop {
        let contains = |statement: &Stmt| {
            let (first, last) = script.lines(statement);
            (first..=last).contains(&line)
        };
        let Some(index) = block.iter().position(contains) else {
            return path;
        };
        let statement = &block[index];
        for (part, inner) in blocks(statement) {
            if inner.iter().any(contains) {
                path.push(Step {
                    statement,
                    part,
                    block,
                    index,
                });
                block = inner;
                continue 'down;
            }
        }
        path.push(Step {
            statement,
            part: Part::Itself,
            block,
            index,
        });
        return path;
    }
}

/// The part of a path that lies in the innermost function.
pub fn in_function<'p, 'a>(path: &'p [Step<'a>]) -> &'p [Step<'a>] {
    let is_function = |step: &Step<'_>| {
        matches!(step.statement, Stmt::FunctionDef(_)) && matches!(step.part, Part::Body)
    };
    let first = path.iter().rposition(is_function).map_or(0, |at| at + 1);
    &path[first..]
}
