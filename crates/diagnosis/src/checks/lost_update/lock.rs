//! The cure: a lock from the reading to the writing.

use super::writing::Candidate;
use crate::{
    checks::{Edit, Fix, words::code},
    script::{
        edit::{fix, fresh_name, module},
        end,
        index::Index,
        path::path_to,
        start,
    },
};
use rustpython_compiler::ast::Stmt;

/// Holds a lock from the reading to the writing.
pub fn locking(index: &Index<'_>, candidate: &Candidate) -> Option<Fix> {
    let script = index.script;
    let path = path_to(script, script.body(), candidate.read);
    let top = path.first()?.statement;
    let step = path.last()?;
    let (read, block) = (step.statement, step.block);
    let write: &Stmt = block
        .iter()
        .find(|statement| script.line(*statement) == candidate.write)?;
    let indent = script.indent(read)?;
    let text = script.text().get(start(read)..end(write))?;
    // A text of several lines would be indented, too.
    if !script.ends_its_line(write) || text.contains("\"\"\"") || text.contains("'''") {
        return None;
    }
    let (asyncio, import) = module(index, "asyncio");
    let lock = fresh_name(index, "lock");
    let unit = if indent.starts_with('\t') {
        "\t"
    } else {
        "    "
    };
    let decorators = match top {
        Stmt::FunctionDef(def) => def.decorator_list.first().map(|first| script.line(first)),
        Stmt::ClassDef(def) => def.decorator_list.first().map(|first| script.line(first)),
        _ => None,
    };
    let above = script.start_of(decorators.unwrap_or_else(|| script.line(top)));
    let (first, last) = (script.line(read), script.line_at(end(write)));
    let inner = (first + 1..=last)
        .filter(|line| script.end_of(*line) > script.start_of(*line))
        .map(|line| Edit::insert(script.start_of(line), unit));
    let edits = [
        Edit::insert(above, format!("{lock} = {asyncio}.Lock()\n\n\n")),
        Edit::insert(start(read), format!("async with {lock}:\n{indent}{unit}")),
    ];
    fix(
        script,
        code(&format!("async with {lock}")),
        import.into_iter().chain(edits).chain(inner),
    )
}
