//! Awaits one after the other, and whether two of them can overlap.

use crate::script::effects::Effects;
use rustpython_compiler::ast::{ExprAwait, Stmt};
use std::collections::HashSet;

/// One await of a row.
pub(super) struct Unit<'a> {
    pub(super) statement: &'a Stmt,
    pub(super) awaited: &'a ExprAwait,
    pub(super) target: Option<&'a str>,
    pub(super) effects: Effects,
    /// The names that the awaited expression reads.
    pub(super) reads: HashSet<&'a str>,
}

/// Whether two awaits can overlap, the second after the first in the script.
pub(super) fn overlap(first: &Unit<'_>, second: &Unit<'_>) -> bool {
    let gives = |name: &str| second.reads.contains(name) || second.effects.reads.contains(name);
    first.effects.independent(&second.effects) && !first.target.is_some_and(gives)
}
