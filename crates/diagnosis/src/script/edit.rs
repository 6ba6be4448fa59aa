//! What several cures have in common.

use super::{Script, end, index::Index, start};
use crate::{Edit, Fix};
use rustpython_compiler::ast::{Expr, Stmt};

/// A module as a cure can name it, with the edit that imports it where the script does not.
pub fn module(index: &Index<'_>, name: &'static str) -> (String, Option<Edit>) {
    if let Some(known) = index.module_name(name) {
        return (known.to_owned(), None);
    }
    let at = first_place(index.script);
    (
        name.to_owned(),
        Some(Edit::insert(at, format!("import {name}\n"))),
    )
}

/// Where a first import can stand: behind the docstring and the imports from `__future__`.
fn first_place(script: &Script) -> usize {
    let is_head = |(place, statement): &(usize, &Stmt)| match statement {
        Stmt::Expr(value) => *place == 0 && matches!(*value.value, Expr::StringLiteral(_)),
        Stmt::ImportFrom(import) => import
            .module
            .as_ref()
            .is_some_and(|module| module.as_str() == "__future__"),
        _ => false,
    };
    let head = script.body().iter().enumerate().take_while(is_head).last();
    match head {
        Some((_, last)) => script
            .start_of(script.line_at(end(last)) + 1)
            .max(end(last)),
        None => script
            .body()
            .first()
            .map_or(0, |first| script.start_of(script.line(first))),
    }
}

/// A cure, if what it gives parses.
pub fn fix(script: &Script, label: String, edits: impl IntoIterator<Item = Edit>) -> Option<Fix> {
    let mut edits: Vec<Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| edit.from);
    let fix = Fix { label, edits };
    let text = fix.apply(script.text())?;
    Script::parse(&text).map(|_| fix)
}

/// A name that does not occur yet: `task`, or else `task_2`, …
pub fn fresh_name(index: &Index<'_>, wanted: &str) -> String {
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|name| !index.occurs(name))
        .unwrap_or_default()
}

/// The edits that await `awaited` at the end of a function's body, before its `return` if it ends with one.
/// `None` where lines cannot simply be added there.
pub fn at_the_end(script: &Script, body: &[Stmt], awaited: &str) -> Option<Edit> {
    let last = body.last()?;
    let indent = script.indent(last)?;
    if let Stmt::Return(_) | Stmt::Raise(_) = last {
        return Some(Edit::insert(
            start(last),
            format!("await {awaited}\n{indent}"),
        ));
    }
    script.ends_its_line(last).then(|| {
        let at = script.end_of(script.line_at(end(last)));
        Edit::insert(at, format!("\n{indent}await {awaited}"))
    })
}
