//! A task caught its own cancelling and went on.

use super::{
    Edit, Finding, Fix, Kind,
    diagnose::Check,
    script::{
        Script,
        edit::{fix, module},
        end,
        index::Index,
        path::{Part, blocks, in_function, path_to},
        start,
    },
    standing::{Call, Standing},
    words::code,
};
use rustc_hash::FxHashMap;
use rustpython_compiler::ast::{ExceptHandlerExceptHandler, Expr, Stmt};
use trace::{Event, EventKind, Outcome, Runner, Seconds, TaskId, number::spoken};

/// Watches tasks from the call of `cancel` to their end.
#[derive(Default)]
pub(crate) struct SwallowedCancellations {
    requests: FxHashMap<TaskId, Request>,
}

struct Request {
    at: Seconds,
    /// A callback asked: a timeout's, or a task group's, which end what they begin.
    by_callback: bool,
    /// The loop had stopped: `asyncio.run` cleans up.
    at_exit: bool,
    frames: Vec<Call>,
    /// When the task ended otherwise than cancelled, or waited again.
    went_on: Option<Went>,
}

enum Went {
    /// It waited for something else, and has not ended.
    Waited,
    Ended(Seconds, Outcome),
}

impl Check for SwallowedCancellations {
    fn before(&mut self, event: &Event, standing: &Standing) {
        match &event.kind {
            EventKind::CancelRequested { task } => {
                let wait = standing.task(*task).and_then(|task| task.wait.as_ref());
                let Some(wait) = wait else { return };
                let known = self.requests.get(task);
                if known.is_some_and(|known| known.went_on.is_some()) {
                    return;
                }
                self.requests.insert(
                    *task,
                    Request {
                        at: event.at,
                        by_callback: matches!(event.runner, Some(Runner::Callback(_))),
                        at_exit: !standing.in_loop(),
                        frames: wait.frames.clone(),
                        went_on: None,
                    },
                );
            }
            EventKind::Suspended { task, .. } => {
                if let Some(request) = self.requests.get_mut(task) {
                    request.went_on.get_or_insert(Went::Waited);
                }
            }
            EventKind::TaskEnded { task, outcome } => {
                if *outcome == Outcome::Cancelled {
                    self.requests.remove(task);
                } else if let Some(request) = self.requests.get_mut(task) {
                    request.went_on = Some(Went::Ended(event.at, outcome.clone()));
                }
            }
            _ => {}
        }
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let Some(index) = index else {
            return Vec::new();
        };
        let mut findings: Vec<Finding> = Vec::new();
        for (id, task) in standing.tasks() {
            let Some(request) = self.requests.get(&id) else {
                continue;
            };
            let Some(went_on) = &request.went_on else {
                continue;
            };
            let until = match went_on {
                Went::Waited => standing.now,
                Went::Ended(at, _) => *at,
            };
            let at_once = until <= request.at;
            if request.at_exit && at_once {
                continue;
            }
            let Some(catch) = swallowing(index, request) else {
                continue;
            };
            // Stopping at once with a result in hand is an answer to being cancelled.
            if at_once && catch.answers() {
                continue;
            }
            let line = Some(catch.line(index.script));
            if findings.iter().any(|known| known.line == line) {
                continue;
            }
            findings.push(finding(index, &catch, &task.name, request, went_on, until));
        }
        findings
    }
}

/// What caught a cancellation and let nothing through.
enum Catch<'a> {
    Handler(&'a ExceptHandlerExceptHandler),
    Suppress(&'a Stmt),
}

impl Catch<'_> {
    /// Whether it ends with `return` and a value.
    fn answers(&self) -> bool {
        let Self::Handler(handler) = self else {
            return false;
        };
        matches!(handler.body.last(), Some(Stmt::Return(last)) if last.value.is_some())
    }

    fn line(&self, script: &Script) -> u32 {
        match self {
            Self::Handler(handler) => script.line(handler),
            Self::Suppress(with) => script.line(with),
        }
    }
}

fn finding(
    index: &Index<'_>,
    catch: &Catch<'_>,
    name: &str,
    request: &Request,
    went_on: &Went,
    until: Seconds,
) -> Finding {
    let script = index.script;
    let line = catch.line(script);
    let (from, to) = (script.start_of(line), script.end_of(line));
    let head = script.text()[from..to].trim();
    let head = head
        .split('#')
        .next()
        .unwrap_or(head)
        .trim_end()
        .trim_end_matches(':');
    let late = until - request.at;
    let went = match went_on {
        Went::Waited => format!("It was still there at {}", spoken(until)),
        Went::Ended(_, Outcome::Failed(error)) => {
            format!("It ended at {} with `{error}`", spoken(until))
        }
        Went::Ended(..) if late > 0.0 => {
            format!("It went on until {} and ended as done", spoken(until))
        }
        Went::Ended(..) => {
            "It ended as done, so that nobody can tell that it was cancelled".to_owned()
        }
    };
    let cure = match catch {
        Catch::Handler(..) => "End the handler with `raise`.",
        Catch::Suppress(_) => "Suppress the cancelling of others only: let one's own through.",
    };
    let column = script.text()[from..]
        .chars()
        .take_while(|c| c.is_whitespace())
        .count() as u32
        + 1;
    Finding {
        kind: Kind::SwallowedCancellation,
        line: Some(line),
        columns: Some((column, column + head.chars().count() as u32)),
        at: request.at,
        cost: (late > 0.0).then_some(late),
        text: format!(
            "`{name}` was cancelled at {}, and {} on line {line} caught that. {went}. {cure}",
            spoken(request.at),
            code(head)
        ),
        fix: match catch {
            Catch::Handler(handler) => raising(index, handler),
            Catch::Suppress(_) => None,
        },
    }
}

/// The first thing around the place of the cancelling that keeps it, from the inside out.
fn swallowing<'a>(index: &Index<'a>, request: &Request) -> Option<Catch<'a>> {
    for frame in request.frames.iter().rev() {
        let line = match frame {
            Call::Deadline if request.by_callback => return None,
            Call::Deadline | Call::Library => continue,
            Call::Script(line) => *line,
        };
        let path = path_to(index.script, index.script.body(), line);
        for step in in_function(&path).iter().rev() {
            match (step.statement, step.part) {
                (Stmt::Try(attempt), Part::Body) => {
                    let handler = attempt
                        .handlers
                        .iter()
                        .filter_map(|handler| handler.as_except_handler())
                        .find(|handler| catches(index, handler.type_.as_deref()));
                    if let Some(handler) = handler
                        && !lets_through(&handler.body)
                    {
                        return Some(Catch::Handler(handler));
                    }
                }
                (Stmt::With(with), Part::Body | Part::Itself) => {
                    for item in with.items.iter().rev() {
                        let Expr::Call(call) = &item.context_expr else {
                            continue;
                        };
                        match index.imported(&call.func).as_deref() {
                            Some("contextlib.suppress")
                                if matches!(step.part, Part::Body)
                                    && call
                                        .arguments
                                        .args
                                        .iter()
                                        .any(|class| catches(index, Some(class))) =>
                            {
                                return Some(Catch::Suppress(step.statement));
                            }
                            Some(
                                "asyncio.timeout" | "asyncio.timeout_at" | "asyncio.TaskGroup",
                            ) if request.by_callback => return None,
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }
    None
}

/// Whether `except` with this class catches `CancelledError`.
fn catches(index: &Index<'_>, class: Option<&Expr>) -> bool {
    match class {
        None => true,
        Some(Expr::Tuple(tuple)) => tuple.elts.iter().any(|class| catches(index, Some(class))),
        Some(Expr::Name(name)) if name.id.as_str() == "BaseException" => true,
        Some(class) => index
            .imported(class)
            .is_some_and(|path| path.ends_with(".CancelledError")),
    }
}

/// Whether a handler may raise something, or takes the cancelling back.
fn lets_through(body: &[Stmt]) -> bool {
    use rustpython_compiler::ast::visitor::{Visitor, walk_expr};

    struct Uncancels(bool);
    impl<'a> Visitor<'a> for Uncancels {
        fn visit_expr(&mut self, expression: &'a Expr) {
            if let Expr::Attribute(attribute) = expression {
                self.0 |= attribute.attr.as_str() == "uncancel";
            }
            walk_expr(self, expression);
        }
    }

    body.iter().any(|statement| {
        let raises = match statement {
            Stmt::Raise(_) => true,
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return false,
            _ => false,
        };
        let mut uncancels = Uncancels(false);
        uncancels.visit_stmt(statement);
        raises
            || uncancels.0
            || blocks(statement)
                .iter()
                .any(|(_, block)| lets_through(block))
    })
}

/// Lets a cancelling through a handler.
fn raising(index: &Index<'_>, handler: &ExceptHandlerExceptHandler) -> Option<Fix> {
    let script = index.script;
    let last = handler.body.last()?;
    let label = code("raise");
    let only_cancelling = matches!(
        handler.type_.as_deref(),
        Some(Expr::Name(_) | Expr::Attribute(_))
    ) && handler
        .type_
        .as_deref()
        .is_some_and(|class| script.slice(class) != "BaseException");
    if !only_cancelling {
        // Other exceptions are caught here, too: only the cancelling is let through.
        let indent = script.indent(handler)?;
        let inner = script.indent(last).unwrap_or("    ");
        let (asyncio, import) = module(index, "asyncio");
        let text = format!("except {asyncio}.CancelledError:\n{inner}raise\n{indent}");
        let edit = Edit::insert(start(handler), text);
        return fix(script, label, import.into_iter().chain([edit]));
    }
    if let Stmt::Pass(_) | Stmt::Return(_) | Stmt::Break(_) | Stmt::Continue(_) = last {
        let edit = Edit {
            from: start(last),
            to: end(last),
            text: "raise".to_owned(),
        };
        return fix(script, label, [edit]);
    }
    let indent = script.indent(last)?;
    script.ends_its_line(last).then_some(())?;
    let at = script.end_of(script.line_at(end(last)));
    fix(
        script,
        label,
        [Edit::insert(at, format!("\n{indent}raise"))],
    )
}
