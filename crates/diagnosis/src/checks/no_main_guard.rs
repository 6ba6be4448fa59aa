//! Processes are started by a script without `if __name__ == "__main__":`. A new process imports the script, and so
//! would start more of them: Python refuses.

use super::{
    Edit, Finding, Fix, Kind,
    diagnose::Check,
    script::{Script, edit::fix, end, index::Index, start},
    standing::Standing,
    words::code,
};
use rustpython_compiler::ast::{Expr, Stmt};
use trace::{Event, EventKind, Seconds};

/// Watches for the first thread of another process.
#[derive(Default)]
pub(crate) struct NoMainGuard {
    started: Option<Seconds>,
}

/// What starts processes.
const STARTS: [&str; 5] = [
    "concurrent.futures.ProcessPoolExecutor",
    "concurrent.futures.process.ProcessPoolExecutor",
    "multiprocessing.Process",
    "multiprocessing.Pool",
    "multiprocessing.pool.Pool",
];
/// What chooses another way of starting them: forked ones do not import the script.
const OTHER_WAYS: [&str; 2] = [
    "multiprocessing.set_start_method",
    "multiprocessing.get_context",
];

impl Check for NoMainGuard {
    fn before(&mut self, event: &Event, _: &Standing) {
        if let EventKind::ThreadStarted {
            process: Some(_), ..
        } = event.kind
        {
            self.started.get_or_insert(event.at);
        }
    }

    fn findings(&self, _: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let (Some(at), Some(index)) = (self.started, index) else {
            return Vec::new();
        };
        let of = |names: &[&str]| {
            index.calls.iter().find(|call| {
                call.imported
                    .as_deref()
                    .is_some_and(|imported| names.contains(&imported))
            })
        };
        let guarded = index.script.body().iter().any(is_guard);
        let (Some(call), None, false) = (of(&STARTS), of(&OTHER_WAYS), guarded) else {
            return Vec::new();
        };
        let line = index.script.line(call.call);
        let name = call.written.as_deref().unwrap_or("it");
        vec![Finding {
            kind: Kind::NoMainGuard,
            line: Some(line),
            columns: Some(index.script.columns(call.call)),
            at,
            cost: None,
            text: format!(
                "{} on line {line} starts processes, and each of them imports this script to find its functions: \
                 without a guard it would run the whole script again, and start more. Put what starts it all under \
                 `if __name__ == \"__main__\":`.",
                code(name)
            ),
            fix: guarding(index.script),
        }]
    }
}

/// `if __name__ == "__main__":`
fn is_guard(statement: &Stmt) -> bool {
    let Stmt::If(guard) = statement else {
        return false;
    };
    let Expr::Compare(compare) = &*guard.test else {
        return false;
    };
    let is_name = |expression: &Expr| matches!(expression, Expr::Name(name) if name.id.as_str() == "__name__");
    is_name(&compare.left) || compare.comparators.iter().any(is_name)
}

/// Puts what the module does after its last definition under the guard.
fn guarding(script: &Script) -> Option<Fix> {
    let body = script.body();
    let is_definition = |statement: &Stmt| {
        matches!(
            statement,
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) | Stmt::Import(_) | Stmt::ImportFrom(_)
        )
    };
    let is_plain = |statement: &Stmt| {
        is_definition(statement)
            || matches!(
                statement,
                Stmt::Assign(_) | Stmt::AnnAssign(_) | Stmt::Pass(_)
            )
            || matches!(statement, Stmt::Expr(text) if matches!(*text.value, Expr::StringLiteral(_)))
    };
    let first = body.iter().position(|statement| !is_plain(statement))?;
    let tail = &body[first..];
    let (from, last) = (tail.first()?, tail.last()?);
    let text = script.text().get(start(from)..end(last))?;
    // A definition under the guard would not be found; a text of several lines would be indented, too.
    if tail.iter().any(is_definition) || text.contains("\"\"\"") || text.contains("'''") {
        return None;
    }
    let (first, last) = (script.line(from), script.line_at(end(last)));
    let indented = (first + 1..=last)
        .filter(|line| script.end_of(*line) > script.start_of(*line))
        .map(|line| Edit::insert(script.start_of(line), "    "));
    let guard = Edit::insert(start(from), "if __name__ == \"__main__\":\n    ");
    fix(
        script,
        code("if __name__ == \"__main__\":"),
        std::iter::once(guard).chain(indented),
    )
}
