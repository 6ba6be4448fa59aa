//! One thing after the other: what was begun beside other things is awaited where it begins.

use super::Rewriting;
use crate::{
    Edit,
    script::{
        Script, end,
        index::{Call, Index, Role, written},
        start, within,
    },
};
use ruff_text_size::Ranged;
use rustpython_compiler::ast::{
    Expr, Stmt, StmtWith,
    visitor::{self, Visitor},
};
use std::collections::HashSet;

pub(super) fn rewriting(index: &Index<'_>) -> Rewriting {
    let mut groups = Groups {
        index,
        names: HashSet::new(),
    };
    groups.visit_body(index.script.body());
    let mut row = Row {
        index,
        groups: groups.names,
        done: Rewriting::default(),
    };
    // Those around others come first, and take them along.
    for call in &index.calls {
        let inside = |edit: &Edit| edit.from <= start(call.call) && end(call.call) <= edit.to;
        if !row.done.edits.iter().any(inside) {
            row.rewrite(call);
        }
    }
    row.done
}

/// The byte at which a keyword begins that stands right before a node.
pub(super) fn before(script: &Script, node: &impl Ranged, keyword: &str) -> Option<usize> {
    let head = script.text()[..start(node)].trim_end();
    head.ends_with(keyword).then(|| head.len() - keyword.len())
}

/// The names of task groups.
struct Groups<'a, 'i> {
    index: &'i Index<'a>,
    names: HashSet<String>,
}

impl<'a> Visitor<'a> for Groups<'a, '_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::With(StmtWith { items, .. }) = statement {
            for item in items {
                if let Expr::Call(call) = &item.context_expr
                    && self.index.imported(&call.func).as_deref() == Some("asyncio.TaskGroup")
                    && let Some(Expr::Name(name)) = item.optional_vars.as_deref()
                {
                    self.names.insert(name.id.to_string());
                }
            }
        }
        visitor::walk_stmt(self, statement);
    }
}

struct Row<'a, 'i> {
    index: &'i Index<'a>,
    groups: HashSet<String>,
    done: Rewriting,
}

impl<'a> Row<'a, '_> {
    fn rewrite(&mut self, call: &Call<'a>) {
        let what = match call.imported.as_deref() {
            Some("asyncio.gather") => "`gather`",
            Some("asyncio.create_task" | "asyncio.ensure_future") => "`create_task`",
            Some("asyncio.wait") => "`asyncio.wait`",
            Some("asyncio.as_completed") => "`as_completed`",
            _ if self.is_of_a_group(call) => "the group's `create_task`",
            _ => return,
        };
        let edit = match what {
            _ if !self.can_await(call) => None,
            "`gather`" => self.gathered(call),
            "`asyncio.wait`" | "`as_completed`" => None,
            // It is one after the other as it stands.
            _ if call.role == Role::Awaited || self.is_awaited_next(call) => return,
            _ => self.begun(call),
        };
        match edit {
            Some(edit) => self.done.edits.push(edit),
            None => {
                let line = self.index.script.line(call.call);
                self.done.left.push((line, what.to_owned()));
            }
        }
    }

    fn is_of_a_group(&self, call: &Call<'_>) -> bool {
        let written = call.written.as_deref().unwrap_or_default();
        written
            .strip_suffix(".create_task")
            .is_some_and(|group| self.groups.contains(group))
    }

    fn is_of_a_task(&self, call: &Call<'_>) -> bool {
        let imported = call.imported.as_deref();
        matches!(
            imported,
            Some("asyncio.create_task" | "asyncio.ensure_future")
        ) || self.is_of_a_group(call)
    }

    fn can_await(&self, call: &Call<'_>) -> bool {
        let function = call.function.map(|place| &self.index.functions[place]);
        function.is_some_and(|function| function.def.is_async) && !is_lambda(call)
    }

    /// What is to be awaited: the coroutine of a task, or what is given.
    fn awaitable(&self, given: &Expr) -> &str {
        let script = self.index.script;
        let of_a_task =
            |call: &&Call<'_>| call.call.range() == given.range() && self.is_of_a_task(call);
        match self.index.calls.iter().find(of_a_task) {
            Some(task) => match &*task.call.arguments.args {
                [coroutine, ..] => script.slice(coroutine),
                [] => script.slice(given),
            },
            None => script.slice(given),
        }
    }

    /// `await gather(a(), b())`: the awaits themselves, in a row.
    fn gathered(&self, call: &Call<'a>) -> Option<Edit> {
        let script = self.index.script;
        let arguments = &call.call.arguments;
        if call.role != Role::Awaited || !arguments.keywords.is_empty() || arguments.args.is_empty()
        {
            return None;
        }
        let from = before(script, call.call, "await")?;
        let plain = !arguments.args.iter().any(Expr::is_starred_expr);
        if let Some(statement @ Stmt::Expr(_)) = call.statement
            && start(statement) == from
            && plain
            && let Some(indent) = script.indent(statement)
        {
            let awaits = arguments
                .args
                .iter()
                .map(|each| format!("await {}", self.awaitable(each)));
            let text = awaits.collect::<Vec<_>>().join(&format!("\n{indent}"));
            return Some(Edit {
                from,
                to: end(call.call),
                text,
            });
        }
        let items: Vec<String> = arguments.args.iter().map(|each| self.item(each)).collect();
        let text = match items.as_slice() {
            [one] if !plain => one.trim_start_matches('*').to_owned(),
            _ => format!("[{}]", items.join(", ")),
        };
        Some(Edit {
            from,
            to: end(call.call),
            text,
        })
    }

    /// One argument of `gather` as an item of a list.
    fn item(&self, given: &Expr) -> String {
        let script = self.index.script;
        let Expr::Starred(starred) = given else {
            return format!("await {}", self.awaitable(given));
        };
        // `*(f(x) for x in xs)`: what follows the element stays.
        let element = match &*starred.value {
            Expr::ListComp(list) => Some((&*list.elt, end(list) - 1)),
            Expr::Generator(generator) if generator.parenthesized => {
                Some((&*generator.elt, end(generator) - 1))
            }
            _ => None,
        };
        match element {
            Some((element, closes)) => {
                let rest = &script.text()[end(element)..closes];
                format!("*[await {}{}]", self.awaitable(element), rest.trim_end())
            }
            None => format!(
                "*[await each for each in {}]",
                script.slice(&*starred.value)
            ),
        }
    }

    /// A task that is begun: awaited at once, or left to whoever gathers it.
    fn begun(&self, call: &Call<'a>) -> Option<Edit> {
        let script = self.index.script;
        let coroutine = call.call.arguments.args.first()?;
        let alone = Edit {
            from: start(call.call),
            to: end(call.call),
            text: script.slice(coroutine).to_owned(),
        };
        match (call.role, call.statement) {
            (Role::Statement, _) if !call.deferred => Some(Edit {
                text: format!("await {}", alone.text),
                ..alone
            }),
            (Role::Assigned, Some(statement @ Stmt::Assign(assign))) => {
                let name = written(assign.targets.first()?)?;
                let cancelled = format!("{name}.cancel");
                let is_cancelled =
                    |other: &Call<'_>| other.written.as_deref() == Some(cancelled.as_str());
                let indent = script.indent(statement)?;
                let at_end = script.ends_its_line(statement);
                if self.index.calls.iter().any(is_cancelled) || !at_end {
                    return None;
                }
                let at = script.end_of(script.lines(statement).1);
                Some(Edit::insert(at, format!("\n{indent}await {name}")))
            }
            (Role::Used, Some(statement)) => {
                let list = self.list_of(statement)?;
                self.is_only_gathered(&list).then_some(alone)
            }
            _ => None,
        }
    }

    /// Whether the next statement awaits the task that is begun here.
    fn is_awaited_next(&self, call: &Call<'_>) -> bool {
        let Some(Stmt::Assign(assign)) = call.statement else {
            return false;
        };
        let script = self.index.script;
        let rest = script.text()[end(assign)..].trim_start();
        let name = assign.targets.first().and_then(written);
        name.is_some_and(|name| {
            let after = rest
                .strip_prefix("await ")
                .and_then(|rest| rest.strip_prefix(&*name));
            after.is_some_and(|after| {
                !after
                    .starts_with(|next: char| next.is_alphanumeric() || next == '_' || next == '.')
            })
        })
    }

    /// The list that the statement puts tasks into: `tasks` of `tasks = [… for …]`, of `tasks.append(…)`.
    fn list_of(&self, statement: &Stmt) -> Option<String> {
        match statement {
            Stmt::Assign(assign) if matches!(&*assign.value, Expr::List(_) | Expr::ListComp(_)) => {
                match assign.targets.as_slice() {
                    [Expr::Name(name)] => Some(name.id.to_string()),
                    _ => None,
                }
            }
            Stmt::Expr(value) => match &*value.value {
                Expr::Call(call) => written(&call.func)?
                    .strip_suffix(".append")
                    .filter(|name| !name.contains('.'))
                    .map(str::to_owned),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a list is put together and given to `gather`, and nothing else.
    fn is_only_gathered(&self, list: &str) -> bool {
        let append = format!("{list}.append");
        let mut known = 0;
        let mut gathered = 0;
        for call in &self.index.calls {
            if call.written.as_deref() == Some(append.as_str()) {
                known += 1;
            }
            if call.imported.as_deref() == Some("asyncio.gather") && call.role == Role::Awaited {
                let of = |given: &&Expr| {
                    matches!(given, Expr::Starred(starred)
                        if matches!(&*starred.value, Expr::Name(name) if name.id.as_str() == list))
                };
                gathered += call.call.arguments.args.iter().filter(of).count();
            }
        }
        gathered == 1 && self.index.reads(list) == known + gathered
    }
}

/// Whether a call stands in a `lambda`, where nothing can be awaited: in a generator expression, it can.
fn is_lambda(call: &Call<'_>) -> bool {
    struct Lambdas<'c, 'a>(&'c Call<'a>, bool);
    impl<'a> Visitor<'a> for Lambdas<'_, '_> {
        fn visit_expr(&mut self, expression: &'a Expr) {
            if matches!(expression, Expr::Lambda(_)) && within(self.0.call, expression) {
                self.1 = true;
            }
            visitor::walk_expr(self, expression);
        }
    }
    let Some(statement) = call.statement.filter(|_| call.deferred) else {
        return call.deferred && call.statement.is_none();
    };
    let mut lambdas = Lambdas(call, false);
    lambdas.visit_stmt(statement);
    lambdas.1
}
