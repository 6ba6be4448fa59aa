//! A place where awaits may overlap, found by syntax.

use crate::Fix;

/// How the awaits follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Statement after statement.
    Row,
    /// The same one in each round of a loop.
    Loop,
}

/// A place where awaits may overlap.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// How they follow each other.
    pub shape: Shape,
    /// First and last line of each await, in order; a loop has one.
    pub units: Vec<(u32, u32)>,
    /// The first one's columns.
    pub columns: (u32, u32),
    /// What to write instead, in short.
    pub cure: String,
    /// The edit.
    pub fix: Option<Fix>,
}
