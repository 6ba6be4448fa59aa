//! A task to which nobody kept a reference was lost: destroyed while it waited, or cancelled with the loop.

use super::{
    Edit, Finding, Fix, Kind,
    diagnose::Check,
    script::{
        edit::{at_the_end, fix, fresh_name, module},
        end,
        index::{Call, Index, Role},
        path::{in_function, path_to},
        start,
    },
    serving,
    standing::{Standing, Waiting},
    words::{code, on_line},
};
use rustc_hash::FxHashMap;
use rustpython_compiler::ast::{Expr, Stmt};
use trace::{Event, EventKind, Report, Runner, Seconds, TaskId, number::spoken};

/// Watches for tasks that the end of the loop cancels, and for Python's report of destroyed ones.
#[derive(Default)]
pub(crate) struct DroppedTasks {
    lost: FxHashMap<TaskId, Lost>,
    /// The script ended with an exception: what else was under way then says nothing.
    failed: bool,
}

struct Lost {
    at: Seconds,
    wait: Option<Waiting>,
    destroyed: bool,
}

impl Check for DroppedTasks {
    fn before(&mut self, event: &Event, standing: &Standing) {
        let wait = |task: &TaskId| standing.task(*task).and_then(|task| task.wait.clone());
        match &event.kind {
            // `asyncio.run` cancels what is left when the loop has stopped.
            EventKind::CancelRequested { task } if !standing.in_loop() => {
                let lost = Lost {
                    at: event.at,
                    wait: wait(task),
                    destroyed: false,
                };
                self.lost.entry(*task).or_insert(lost);
            }
            EventKind::Reported {
                report: Report::Destroyed,
                task: Some(task),
                ..
            } => {
                let lost = Lost {
                    at: event.at,
                    wait: wait(task),
                    destroyed: true,
                };
                self.lost.insert(*task, lost);
            }
            EventKind::ScriptFailed { .. } | EventKind::Interrupted { .. } => self.failed = true,
            _ => {}
        }
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let Some(index) = index.filter(|_| !self.failed) else {
            return Vec::new();
        };
        let mut findings: Vec<Finding> = Vec::new();
        for (id, task) in standing.tasks() {
            let Some(lost) = self.lost.get(&id) else {
                continue;
            };
            let Some(call) = task.line.and_then(|line| dropping_call(index, line)) else {
                continue;
            };
            // A task that would run for ever is meant to end with the loop.
            if !lost.destroyed && runs_for_ever(index, &task.coroutine) {
                continue;
            }
            if findings.iter().any(|known| known.line == task.line) {
                continue;
            }
            let request = serving::request_of(standing, Runner::Task(id), task.created);
            let made = Made {
                line: task.line,
                name: &task.name,
                request,
            };
            findings.push(finding(standing, index, &call, made, lost));
        }
        findings
    }
}

/// How a task was made.
struct Made<'a> {
    line: Option<u32>,
    name: &'a str,
    /// The request that was being answered.
    request: Option<String>,
}

fn finding(
    standing: &Standing,
    index: &Index<'_>,
    call: &Call<'_>,
    made: Made<'_>,
    lost: &Lost,
) -> Finding {
    let Made {
        line,
        name,
        request,
    } = made;
    let made = match &request {
        Some(request) => format!("{} for {}", on_line(line), code(request)),
        None => on_line(line),
    };
    let waited = match &lost.wait {
        Some(wait) => {
            let until = wait
                .wait
                .until
                .map(|until| format!(" until {}", spoken(until)));
            format!(
                " where it waited for {}{}",
                standing.waited_for(&wait.wait),
                until.unwrap_or_default()
            )
        }
        None => " before it had begun".to_owned(),
    };
    let what = match lost.destroyed {
        true => format!(
            "Nobody kept `{name}`, the task made{made}: it was destroyed at {}{waited}.",
            spoken(lost.at)
        ),
        false => format!(
            "Nobody waits for `{name}`, the task made{made}: the loop ended at {} and cancelled it{waited}.",
            spoken(lost.at)
        ),
    };
    let cure = match request {
        Some(_) => {
            "It went on behind the answer. Give it to FastAPI's `BackgroundTasks`, which the server lets finish, or keep the \
             task where something awaits it."
        }
        None => "Keep the task and await it before the end, or make it in an `asyncio.TaskGroup`.",
    };
    let remaining = lost.wait.as_ref().and_then(|wait| wait.wait.until);
    Finding {
        kind: Kind::DroppedTask,
        line,
        columns: Some(index.script.columns(call.call)),
        at: lost.at,
        cost: remaining
            .map(|until| until - lost.at)
            .filter(|seconds| *seconds > 0.0),
        text: format!("{what} {cure}"),
        fix: keeping(index, call),
    }
}

/// The call on a line that makes a task which nobody can await.
pub(crate) fn dropping_call<'a>(index: &Index<'a>, line: u32) -> Option<Call<'a>> {
    let mut calls = index.calls.iter().filter(|call| {
        let (first, last) = index.script.lines(call.call);
        (first..=last).contains(&line) && makes_task(call)
    });
    let (Some(call), None) = (calls.next(), calls.next()) else {
        return None;
    };
    let dropped = match call.role {
        Role::Statement => true,
        Role::Assigned => assigned_name(call)
            .is_some_and(|name| index.reads(name) == 0 && index.writes(name) == 1),
        _ => false,
    };
    (dropped && !call.deferred).then(|| call.clone())
}

fn makes_task(call: &Call<'_>) -> bool {
    match call.imported.as_deref() {
        Some(path) => matches!(path, "asyncio.create_task" | "asyncio.ensure_future"),
        None => call.last_name() == Some("create_task"),
    }
}

fn assigned_name<'a>(call: &Call<'a>) -> Option<&'a str> {
    match call.statement? {
        Stmt::Assign(assign) => match assign.targets.as_slice() {
            [Expr::Name(name)] => Some(name.id.as_str()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a coroutine contains a loop without an end.
fn runs_for_ever(index: &Index<'_>, coroutine: &str) -> bool {
    let function = index
        .functions
        .iter()
        .find(|function| function.qualname == coroutine);
    function.is_some_and(|function| has_endless_loop(&function.def.body))
}

fn has_endless_loop(body: &[Stmt]) -> bool {
    body.iter().any(|statement| {
        let endless = matches!(statement, Stmt::While(each) if is_true(&each.test));
        let inner = super::script::path::blocks(statement);
        endless
            || (!matches!(statement, Stmt::FunctionDef(_) | Stmt::ClassDef(_))
                && inner.iter().any(|(_, block)| has_endless_loop(block)))
    })
}

fn is_true(test: &Expr) -> bool {
    match test {
        Expr::BooleanLiteral(literal) => literal.value,
        Expr::NumberLiteral(_) => true,
        _ => false,
    }
}

/// Keeps the task, and awaits it at the end of the function; in an endpoint, whose answer need not wait for it, it goes to the
/// background.
pub(crate) fn keeping(index: &Index<'_>, call: &Call<'_>) -> Option<Fix> {
    if serving::endpoint_of(index, call).is_some() {
        return serving::in_background(index, call);
    }
    let script = index.script;
    let def = index.functions[call.function?].def;
    let statement = call.statement?;
    let path = path_to(script, script.body(), script.line(call.call));
    let path = in_function(&path);
    let outermost = path.first()?.statement;
    let indent = script.indent(outermost)?;
    if !def.is_async || matches!(def.body.last(), Some(Stmt::While(_))) {
        return None;
    }
    if let Some(name) = assigned_name(call) {
        let direct = path.len() == 1;
        let edit = at_the_end(script, &def.body, name)?;
        return direct
            .then(|| fix(script, code(&format!("await {name}")), [edit]))
            .flatten();
    }
    if path.len() == 1 {
        let name = fresh_name(index, "task");
        return fix(
            script,
            code(&format!("await {name}")),
            [
                Edit::insert(start(statement), format!("{name} = ")),
                at_the_end(script, &def.body, &name)?,
            ],
        );
    }
    let (asyncio, import) = module(index, "asyncio");
    let name = fresh_name(index, "tasks");
    let awaited = format!("{asyncio}.gather(*{name})");
    fix(
        script,
        code(&format!("await {awaited}")),
        import.into_iter().chain([
            Edit::insert(start(outermost), format!("{name} = []\n{indent}")),
            Edit::insert(start(call.call), format!("{name}.append(")),
            Edit::insert(end(call.call), ")"),
            at_the_end(script, &def.body, &awaited)?,
        ]),
    )
}
