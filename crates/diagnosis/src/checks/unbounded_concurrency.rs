//! Hundreds of tasks at once on one thing, with nothing that limits them.

use super::{
    Edit, Finding, Fix, Kind,
    diagnose::Check,
    script::{
        Script,
        edit::{fix, fresh_name, module},
        index::Index,
        path::{Step, in_function, path_to},
        start,
    },
    standing::{Call, Standing},
    words::code,
};
use rustc_hash::FxHashMap;
use rustpython_compiler::ast::{Expr, Stmt};
use trace::{Event, EventKind, Runner, Seconds, TaskId, WaitKind, number::grouped};

/// So many at once are too many for most things that are waited for.
const MANY: usize = 200;
/// What the cure lets through at once.
const AT_ONCE: usize = 20;

/// Whether a wait is not for something outside, or limits itself.
fn is_within(wait: &WaitKind) -> bool {
    !matches!(
        wait,
        WaitKind::Sleep | WaitKind::WaitFor | WaitKind::Library(_) | WaitKind::Other(_)
    )
}

/// A sleep stands for something outside only in a function that says so.
const OUTSIDE: &str = "fetch download upload request requests get post put query load save read write call send \
    receive crawl scrape visit ping check connect api http client database db insert select lookup resolve url page";

/// Counts who waits on which line.
#[derive(Default)]
pub(crate) struct UnboundedConcurrency {
    /// The line on which a task waits for something outside.
    waits: FxHashMap<TaskId, u32>,
    counts: FxHashMap<u32, usize>,
    /// The most at once, by line.
    peaks: FxHashMap<u32, Peak>,
}

struct Peak {
    count: usize,
    at: Seconds,
    sleeps: bool,
    what: String,
    coroutine: String,
    frames: Vec<Call>,
}

impl UnboundedConcurrency {
    fn leave(&mut self, task: TaskId) {
        if let Some(line) = self.waits.remove(&task)
            && let Some(count) = self.counts.get_mut(&line)
        {
            *count -= 1;
        }
    }
}

impl Check for UnboundedConcurrency {
    fn after(&mut self, event: &Event, standing: &Standing) {
        match &event.kind {
            EventKind::Suspended { task, wait, .. } => {
                self.leave(*task);
                let (Some(line), false) = (event.line, is_within(&wait.kind)) else {
                    return;
                };
                self.waits.insert(*task, line);
                let count = self.counts.entry(line).or_default();
                *count += 1;
                if *count < MANY {
                    return;
                }
                match self.peaks.get_mut(&line) {
                    Some(peak) if peak.count >= *count => {}
                    Some(peak) => peak.count = *count,
                    None => {
                        let Some(of) = standing.task(*task) else {
                            return;
                        };
                        let peak = Peak {
                            count: *count,
                            at: event.at,
                            sleeps: wait.kind == WaitKind::Sleep,
                            what: standing.waited_for(wait),
                            coroutine: of.coroutine.clone(),
                            frames: of
                                .wait
                                .as_ref()
                                .map(|w| w.frames.clone())
                                .unwrap_or_default(),
                        };
                        self.peaks.insert(line, peak);
                    }
                }
            }
            EventKind::StepStarted {
                what: Runner::Task(task),
            }
            | EventKind::TaskEnded { task, .. } => self.leave(*task),
            _ => {}
        }
    }

    fn findings(&self, _: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let Some(index) = index else {
            return Vec::new();
        };
        let mut lines: Vec<_> = self.peaks.iter().collect();
        lines.sort_by_key(|(line, _)| **line);
        lines
            .into_iter()
            .filter(|(_, peak)| is_outside(index, peak) && !is_limited(index, peak))
            .map(|(line, peak)| finding(index, *line, peak))
            .collect()
    }
}

fn finding(index: &Index<'_>, line: u32, peak: &Peak) -> Finding {
    let function = peak.coroutine.rsplit('.').next().unwrap_or_default();
    Finding {
        kind: Kind::UnboundedConcurrency,
        line: Some(line),
        columns: None,
        at: peak.at,
        cost: None,
        text: format!(
            "{} `{function}` tasks waited on line {line} (for {}) at the same time, and nothing limits them. A server, \
             a database or a disk behind that line would get {} requests at once. Let some through at a time with an \
             `asyncio.Semaphore`.",
            grouped(peak.count),
            peak.what,
            grouped(peak.count),
        ),
        fix: limiting(index, line),
    }
}

/// Whether the wait is for something that many requests at once could hurt.
fn is_outside(index: &Index<'_>, peak: &Peak) -> bool {
    if !peak.sleeps {
        return true;
    }
    let functions = peak.frames.iter().filter_map(|frame| match frame {
        Call::Script(line) => index.function_at(*line),
        _ => None,
    });
    functions
        .map(|place| index.functions[place].def.name.to_lowercase())
        .any(|name| {
            let mut parts = name.split('_');
            parts.any(|part| OUTSIDE.split_ascii_whitespace().any(|known| known == part))
        })
}

/// Whether something around the wait already limits how many come so far: a context that is neither a
/// deadline nor a task group, or a loop of a worker that takes one thing after the other.
fn is_limited(index: &Index<'_>, peak: &Peak) -> bool {
    let script = index.script;
    peak.frames.iter().any(|frame| {
        let Call::Script(line) = frame else {
            return false;
        };
        let path = path_to(script, script.body(), *line);
        in_function(&path).iter().any(|step| match step.statement {
            Stmt::For(_) | Stmt::While(_) => true,
            Stmt::With(with) => with.items.iter().any(|item| {
                let path = match &item.context_expr {
                    Expr::Call(call) => index.imported(&call.func),
                    _ => None,
                };
                !path.is_some_and(|path| {
                    path.starts_with("asyncio.timeout") || path == "asyncio.TaskGroup"
                })
            }),
            _ => false,
        })
    })
}

/// Puts the statement that waits under a semaphore of the module.
fn limiting(index: &Index<'_>, line: u32) -> Option<Fix> {
    let script = index.script;
    let path = path_to(script, script.body(), line);
    let top: &Step<'_> = path.first()?;
    let statement = in_function(&path).last()?.statement;
    let simple = matches!(
        statement,
        Stmt::Expr(_) | Stmt::Assign(_) | Stmt::AnnAssign(_) | Stmt::Return(_)
    );
    let indent = script.indent(statement)?;
    if !simple || !script.ends_its_line(statement) || indent.is_empty() {
        return None;
    }
    let (asyncio, import) = module(index, "asyncio");
    let name = fresh_name(index, "at_once");
    let above = start_with_decorators(script, top.statement);
    let unit = unit_of(indent);
    fix(
        script,
        code(&format!("async with {asyncio}.Semaphore({AT_ONCE})")),
        import.into_iter().chain([
            Edit::insert(
                above,
                format!("{name} = {asyncio}.Semaphore({AT_ONCE})\n\n\n"),
            ),
            Edit::insert(
                start(statement),
                format!("async with {name}:\n{indent}{unit}"),
            ),
        ]),
    )
}

/// One step of indentation.
fn unit_of(indent: &str) -> &'static str {
    if indent.starts_with('\t') {
        "\t"
    } else {
        "    "
    }
}

/// The first byte of the line on which a definition, with its decorators, begins.
fn start_with_decorators(script: &Script, statement: &Stmt) -> usize {
    let decorator = match statement {
        Stmt::FunctionDef(def) => def.decorator_list.first(),
        Stmt::ClassDef(def) => def.decorator_list.first(),
        _ => None,
    };
    let line = decorator.map_or_else(|| script.line(statement), |first| script.line(first));
    script.start_of(line)
}
