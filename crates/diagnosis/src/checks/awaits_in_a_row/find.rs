//! Finds the places where awaits may overlap.

use super::{
    candidate::{Candidate, Shape},
    expression::{Comprehensions, has_await, is_ordered, names, shortened},
    unit::{Unit, overlap},
};
use crate::{
    Edit,
    script::{
        Script,
        edit::{fix, module},
        effects::{Analysis, Effects},
        end,
        index::{Index, written},
        path::blocks,
        start,
    },
};
use rustpython_compiler::ast::{Expr, ExprAwait, ExprListComp, Stmt, StmtFor, visitor::walk_stmt};
use std::collections::BTreeSet;

/// The widest line that a cure writes.
const WIDTH: usize = 88;

/// All candidates of a script.
pub(super) fn candidates(index: &Index<'_>) -> Vec<Candidate> {
    let mut found = Found {
        index,
        analysis: Analysis::new(index),
        function: None,
        candidates: Vec::new(),
    };
    for (place, function) in index.functions.iter().enumerate() {
        if function.def.is_async {
            found.function = Some(place);
            found.block(&function.def.body);
        }
    }
    found.candidates
}

struct Found<'i, 'a> {
    index: &'i Index<'a>,
    analysis: Analysis<'i, 'a>,
    function: Option<usize>,
    candidates: Vec<Candidate>,
}

impl<'a> Found<'_, 'a> {
    fn script(&self) -> &'a Script {
        self.index.script
    }

    fn block(&mut self, body: &'a [Stmt]) {
        let mut row: Vec<Unit<'a>> = Vec::new();
        for statement in body {
            let unit = self.unit(statement, body);
            let fits = unit
                .as_ref()
                .is_some_and(|unit| row.iter().all(|other| overlap(other, unit)));
            if !fits {
                self.row(&std::mem::take(&mut row));
            }
            row.extend(unit);
            if let Stmt::For(each) = statement {
                self.each(each);
            }
            self.comprehensions(statement);
            if !matches!(statement, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
                for (_, inner) in blocks(statement) {
                    self.block(inner);
                }
            }
        }
        self.row(&row);
    }

    /// A statement that awaits one of the script's own coroutines, and what it touches.
    fn unit(&mut self, statement: &'a Stmt, block: &'a [Stmt]) -> Option<Unit<'a>> {
        let (target, value) = match statement {
            Stmt::Expr(value) => (None, &*value.value),
            Stmt::Assign(assign) => match assign.targets.as_slice() {
                [Expr::Name(name)] => (Some(name.id.as_str()), &*assign.value),
                _ => return None,
            },
            _ => return None,
        };
        let Expr::Await(awaited) = value else {
            return None;
        };
        let script = self.script();
        if script.indent(statement).is_none() || !script.ends_its_line(statement) {
            return None;
        }
        let coroutine = match &*awaited.value {
            Expr::Name(name) => self.made_before(name.id.as_str(), statement, block)?,
            expression => expression,
        };
        let effects = self.coroutine(coroutine)?;
        Some(Unit {
            statement,
            awaited,
            target,
            effects,
            reads: names(&awaited.value),
        })
    }

    /// The call whose coroutine has this name: bound once, in the same block, and used by this await alone.
    fn made_before(&self, name: &str, before: &Stmt, block: &'a [Stmt]) -> Option<&'a Expr> {
        let mut bindings = block.iter().filter_map(|statement| match statement {
            Stmt::Assign(assign) => match assign.targets.as_slice() {
                [Expr::Name(target)] if target.id.as_str() == name => Some(assign),
                _ => None,
            },
            _ => None,
        });
        let (assign, None) = (bindings.next()?, bindings.next()) else {
            return None;
        };
        let earlier = end(assign) <= start(before);
        (earlier && self.index.reads(name) == 1).then_some(&*assign.value)
    }

    /// What a call of one of the script's coroutines touches; nothing where that is not certain, or where
    /// its name says that the order matters.
    fn coroutine(&mut self, expression: &'a Expr) -> Option<Effects> {
        let Expr::Call(call) = expression else {
            return None;
        };
        let name = written(&call.func)?;
        let name = name.rsplit('.').next()?;
        if is_ordered(name) {
            return None;
        }
        let is_method = matches!(&*call.func, Expr::Attribute(_));
        let index = self.index;
        let mut called = index
            .functions
            .iter()
            .filter(|function| function.def.name.as_str() == name)
            .peekable();
        called.peek()?;
        if !called.all(|function| function.def.is_async && function.class.is_some() == is_method) {
            return None;
        }
        let effects = self.analysis.expression(expression, self.function);
        (!effects.opaque).then_some(effects)
    }

    fn row(&mut self, row: &[Unit<'a>]) {
        let ([first, .., last], script) = (row, self.script()) else {
            return;
        };
        let targets: BTreeSet<&str> = row.iter().filter_map(|unit| unit.target).collect();
        let named = row.iter().filter(|unit| unit.target.is_some()).count();
        if targets.len() != named {
            return;
        }
        let (asyncio, import) = module(self.index, "asyncio");
        let edit = self.gathered(row, &asyncio).map(|text| Edit {
            from: start(first.statement),
            to: end(last.statement),
            text,
        });
        let calls = row
            .iter()
            .map(|unit| shortened(script, &unit.awaited.value));
        let calls: Vec<String> = calls.collect();
        let cure = format!("await {asyncio}.gather({})", calls.join(", "));
        let fix = edit.and_then(|edit| {
            let label = format!("`{cure}`");
            fix(script, label, import.into_iter().chain([edit]))
        });
        self.candidates.push(Candidate {
            shape: Shape::Row,
            units: row
                .iter()
                .map(|unit| script.lines(unit.statement))
                .collect(),
            columns: script.columns(first.statement),
            cure,
            fix,
        });
    }

    /// The statement that awaits all of a row; comments between them are kept.
    fn gathered(&self, row: &[Unit<'a>], asyncio: &str) -> Option<String> {
        let script = self.script();
        let (first, last) = (row.first()?, row.last()?);
        let indent = script.indent(first.statement)?;
        let mut text = String::new();
        for comment in script.comments(start(first.statement)..end(last.statement)) {
            // A comment inside an expression would be in the way.
            text.push_str(&format!("{comment}\n{indent}"));
        }
        let has_targets = row.iter().any(|unit| unit.target.is_some());
        if has_targets {
            let targets: Vec<&str> = row.iter().map(|unit| unit.target.unwrap_or("_")).collect();
            text.push_str(&format!("{} = ", targets.join(", ")));
        }
        let calls: Vec<&str> = row
            .iter()
            .map(|unit| script.slice(&*unit.awaited.value))
            .collect();
        if calls.iter().any(|call| call.contains('#')) {
            return None;
        }
        let line = format!("await {asyncio}.gather({})", calls.join(", "));
        let width = indent.len() + text.lines().last().map_or(0, str::len) + line.len();
        if width <= WIDTH && calls.iter().all(|call| !call.contains('\n')) {
            text.push_str(&line);
        } else {
            text.push_str(&format!("await {asyncio}.gather(\n"));
            for call in calls {
                text.push_str(&format!("{indent}    {call},\n"));
            }
            text.push_str(&format!("{indent})"));
        }
        Some(text)
    }

    /// A loop that does nothing but await the same coroutine, with what differs from round to round.
    fn each(&mut self, each: &'a StmtFor) {
        let ([only], true) = (
            each.body.as_slice(),
            each.orelse.is_empty() && !each.is_async,
        ) else {
            return;
        };
        let Stmt::Expr(value) = only else { return };
        let (list, awaited) = match &*value.value {
            Expr::Await(awaited) => (None, awaited),
            Expr::Call(call) => {
                let (Expr::Attribute(attribute), [Expr::Await(awaited)]) =
                    (&*call.func, &*call.arguments.args)
                else {
                    return;
                };
                let Expr::Name(list) = &*attribute.value else {
                    return;
                };
                if attribute.attr.as_str() != "append" || !call.arguments.keywords.is_empty() {
                    return;
                }
                (Some(list.id.as_str()), awaited)
            }
            _ => return,
        };
        let used = names(&awaited.value);
        if list.is_some_and(|list| used.contains(list)) || !self.rounds(&awaited.value, &each.iter)
        {
            return;
        }
        let script = self.script();
        let call = script.slice(&*awaited.value);
        let (target, iter) = (script.slice(&*each.target), script.slice(&*each.iter));
        let (asyncio, import) = module(self.index, "asyncio");
        let gather = format!("await {asyncio}.gather(*({call} for {target} in {iter}))");
        let text = match list {
            Some(list) => format!("{list}.extend({gather})"),
            None => gather,
        };
        let plain = !call.contains(['\n', '#'])
            && !iter.contains(['\n', '#'])
            && script.comments(start(each)..end(each)).next().is_none()
            && script.ends_its_line(each);
        let edit = Edit {
            from: start(each),
            to: end(each),
            text: text.clone(),
        };
        let fix = plain
            .then(|| {
                fix(
                    script,
                    format!("`{text}`"),
                    import.into_iter().chain([edit]),
                )
            })
            .flatten();
        self.push_loop(awaited, text, fix);
    }

    fn comprehensions(&mut self, statement: &'a Stmt) {
        let mut all = Comprehensions(Vec::new());
        match statement {
            Stmt::Expr(_) | Stmt::Assign(_) | Stmt::AnnAssign(_) | Stmt::Return(_) => {
                walk_stmt(&mut all, statement);
            }
            _ => return,
        }
        let value = match statement {
            Stmt::Expr(value) => Some(&*value.value),
            Stmt::Assign(assign) => Some(&*assign.value),
            Stmt::AnnAssign(assign) => assign.value.as_deref(),
            Stmt::Return(value) => value.value.as_deref(),
            _ => None,
        };
        for comprehension in all.0 {
            let bare = value.is_some_and(|value| start(value) == start(comprehension));
            self.comprehension(comprehension, bare);
        }
    }

    fn comprehension(&mut self, comprehension: &'a ExprListComp, bare: bool) {
        let (Expr::Await(awaited), [generator]) =
            (&*comprehension.elt, comprehension.generators.as_slice())
        else {
            return;
        };
        if generator.is_async
            || generator.ifs.iter().any(has_await)
            || !self.rounds(&awaited.value, &generator.iter)
        {
            return;
        }
        let script = self.script();
        let call = script.slice(&*awaited.value);
        let rest = script.slice(generator);
        let (asyncio, import) = module(self.index, "asyncio");
        let (open, close) = if bare { ("", "") } else { ("(", ")") };
        let text = format!("await {asyncio}.gather(*({call} {rest}))");
        let edit = Edit {
            from: start(comprehension),
            to: end(comprehension),
            text: format!("{open}{text}{close}"),
        };
        let fix = fix(
            script,
            format!("`{text}`"),
            import.into_iter().chain([edit]),
        );
        self.push_loop(awaited, text, fix);
    }

    /// Whether the rounds of a loop can overlap, and can be told apart in the trace: each waits once, and the
    /// loop itself is run through once.
    fn rounds(&mut self, coroutine: &'a Expr, iter: &'a Expr) -> bool {
        let Some(effects) = self.coroutine(coroutine) else {
            return false;
        };
        let iterated = self.analysis.expression(iter, self.function);
        effects.writes.is_empty()
            && effects.awaits == 1
            && !iterated.opaque
            && iterated.writes.is_empty()
            && !has_await(iter)
            && self.is_run_once(self.function, 0)
    }

    /// Whether a function is called in one place only, outside any loop, and so are its callers.
    fn is_run_once(&self, function: Option<usize>, depth: usize) -> bool {
        let Some(function) = function.map(|place| &self.index.functions[place]) else {
            return true;
        };
        let name = function.def.name.as_str();
        let mut calls = self
            .index
            .calls
            .iter()
            .filter(|call| call.last_name() == Some(name));
        let (Some(call), None) = (calls.next(), calls.next()) else {
            return false;
        };
        let looped = self.is_looped(call.call.range_start.to_usize(), call.deferred);
        self.index.reads(name) <= 1
            && depth < 8
            && !looped
            && self.is_run_once(call.function, depth + 1)
    }

    fn is_looped(&self, byte: usize, deferred: bool) -> bool {
        let line = self.script().line_at(byte);
        let path = crate::script::path::path_to(self.script(), self.script().body(), line);
        deferred
            || path
                .iter()
                .any(|step| matches!(step.statement, Stmt::For(_) | Stmt::While(_)))
            || path.last().is_some_and(|step| {
                let mut all = Comprehensions(Vec::new());
                walk_stmt(&mut all, step.statement);
                all.0
                    .iter()
                    .any(|list| start(*list) <= byte && byte < end(*list))
            })
    }

    fn push_loop(&mut self, awaited: &'a ExprAwait, cure: String, fix: Option<crate::Fix>) {
        let script = self.script();
        self.candidates.push(Candidate {
            shape: Shape::Loop,
            units: vec![script.lines(awaited)],
            columns: script.columns(awaited),
            cure,
            fix,
        });
    }
}
