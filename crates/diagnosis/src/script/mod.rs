//! A script's syntax, as far as checks look at it.
//!
//! * [`index`]: all its functions and calls, and what imported names mean (`bindings`).
//! * [`path`]: the statements around a line.
//! * [`effects`]: what a function touches besides its own names (`scope`).
//! * [`edit`]: what several cures have in common.

mod bindings;
pub mod edit;
pub mod effects;
pub mod index;
pub mod path;
pub mod scope;

use ruff_text_size::{Ranged, TextRange, TextSize};
use rustpython_compiler::{
    ast::{ModModule, Stmt, token::TokenKind},
    parser,
};
use std::ops::Range;

/// A script that parses.
#[derive(Debug)]
pub struct Script {
    text: String,
    /// The first byte of every line.
    starts: Vec<usize>,
    module: ModModule,
    /// In order.
    comments: Vec<Range<usize>>,
}

impl Script {
    /// Reads a script; `None` where it has a syntax error.
    pub fn parse(text: &str) -> Option<Self> {
        let parsed = parser::parse_module(text).ok()?;
        let comments = parsed
            .tokens()
            .iter()
            .filter(|token| token.kind() == TokenKind::Comment)
            .map(|token| bytes(token.range()))
            .collect();
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Some(Self {
            text: text.to_owned(),
            starts: std::iter::once(0).chain(breaks).collect(),
            module: parsed.into_syntax(),
            comments,
        })
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The module's statements.
    pub fn body(&self) -> &[Stmt] {
        &self.module.body
    }

    /// The text of a node.
    pub fn slice(&self, node: &impl Ranged) -> &str {
        &self.text[bytes(node.range())]
    }

    /// The line of a byte, counted from 1.
    pub fn line_at(&self, byte: usize) -> u32 {
        self.starts.partition_point(|start| *start <= byte) as u32
    }

    /// The line on which a node begins.
    pub fn line(&self, node: &impl Ranged) -> u32 {
        self.line_at(start(node))
    }

    /// The first and the last line of a node.
    pub fn lines(&self, node: &impl Ranged) -> (u32, u32) {
        let last = end(node).saturating_sub(1).max(start(node));
        (self.line(node), self.line_at(last))
    }

    /// The columns of a node on its first line, as [`Finding::columns`](super::Finding::columns) has them.
    pub fn columns(&self, node: &impl Ranged) -> (u32, u32) {
        let line = self.line(node);
        let from = self.start_of(line);
        let text = &self.text[from..self.end_of(line)];
        let column = |byte: usize| {
            let byte = byte.min(from + text.len());
            self.text[from..byte].chars().count() as u32 + 1
        };
        (column(start(node)), column(end(node)))
    }

    /// The first byte of a line.
    pub fn start_of(&self, line: u32) -> usize {
        let line = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        self.starts[line]
    }

    /// The byte behind a line's last, its line break not counted.
    pub fn end_of(&self, line: u32) -> usize {
        let next = self.starts.get(line as usize).copied();
        let end = next.unwrap_or(self.text.len());
        let from = self.start_of(line);
        from + self.text[from..end].trim_end_matches(['\n', '\r']).len()
    }

    /// The white space before a node, where nothing else is before it on its line.
    pub fn indent(&self, node: &impl Ranged) -> Option<&str> {
        let before = &self.text[self.start_of(self.line(node))..start(node)];
        before.trim().is_empty().then_some(before)
    }

    /// Whether nothing but a comment follows a node on its last line.
    pub fn ends_its_line(&self, node: &impl Ranged) -> bool {
        let rest = &self.text[end(node)..self.end_of(self.line_at(end(node)))];
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with('#')
    }

    /// The comments within a stretch.
    pub fn comments(&self, within: Range<usize>) -> impl Iterator<Item = &str> {
        let first = self
            .comments
            .partition_point(|comment| comment.start < within.start);
        self.comments[first..]
            .iter()
            .take_while(move |comment| comment.end <= within.end)
            .map(|comment| &self.text[comment.clone()])
    }
}

/// The first byte of a node.
pub fn start(node: &impl Ranged) -> usize {
    node.range().start().to_usize()
}

/// The byte behind a node's last.
pub fn end(node: &impl Ranged) -> usize {
    node.range().end().to_usize()
}

/// A node's bytes.
pub fn bytes(range: TextRange) -> Range<usize> {
    range.start().to_usize()..range.end().to_usize()
}

/// Whether a node lies within another.
pub fn within(inner: &impl Ranged, outer: &impl Ranged) -> bool {
    outer.range().contains_range(inner.range())
}

/// A position in the text.
pub fn size(byte: usize) -> TextSize {
    TextSize::try_from(byte).unwrap_or_default()
}
