//! Tasks that wait for each other in a circle.

use super::{
    Finding, Kind,
    diagnose::Check,
    script::index::{Index, written},
    standing::{Standing, Task},
    words::{code, on_line},
};
use rustpython_compiler::ast::{Expr, Stmt, StmtWith, visitor::Visitor};
use std::collections::HashSet;
use trace::{
    Event, EventKind, Meeting, ObjectId, Runner, Seconds, TaskId, Wait, WaitKind, number::spoken,
};

/// More circles than these in one run say nothing more.
const MOST: usize = 64;

/// Looks for a circle whenever a task begins to wait.
#[derive(Default)]
pub(crate) struct Deadlocks {
    circles: Vec<Circle>,
}

struct Circle {
    links: Vec<Link>,
    at: Seconds,
    /// When one of them ran again: a deadline or a cancelling broke the circle.
    broken: Option<Seconds>,
}

struct Link {
    task: TaskId,
    name: String,
    /// Where it waits, since when.
    line: Option<u32>,
    waits: Waits,
}

enum Waits {
    /// For a lock, taken on a line by the next one of the circle.
    Lock { taken: Option<u32>, lock: ObjectId },
    /// For the next one of the circle to end.
    Task {
        /// In what, where not directly.
        through: Option<String>,
    },
}

impl Check for Deadlocks {
    fn before(&mut self, event: &Event, _: &Standing) {
        if let EventKind::StepStarted {
            what: Runner::Task(task),
        } = &event.kind
        {
            for circle in &mut self.circles {
                if circle.broken.is_none() && circle.links.iter().any(|link| link.task == *task) {
                    circle.broken = Some(event.at);
                }
            }
        }
    }

    fn after(&mut self, event: &Event, standing: &Standing) {
        let task = match &event.kind {
            EventKind::Suspended { task, wait, .. }
                if !wait.on.is_empty() || lock(wait).is_some() =>
            {
                *task
            }
            _ => return,
        };
        if self.circles.len() == MOST {
            return;
        }
        let mut links = Vec::new();
        let mut seen = HashSet::new();
        if circle(task, task, standing, &mut links, &mut seen) {
            self.circles.push(Circle {
                links,
                at: event.at,
                broken: None,
            });
        }
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        for circle in &self.circles {
            let finding = finding(circle, standing, index);
            if findings.iter().all(|known| known.line != finding.line) {
                findings.push(finding);
            }
        }
        findings
    }
}

/// The lock that is waited for.
fn lock(wait: &Wait) -> Option<ObjectId> {
    match wait.kind {
        WaitKind::Shared {
            meeting: Meeting::LockAcquire,
            object,
        } => object,
        _ => None,
    }
}

/// Whether what `from` waits for leads back to `goal`; collects the links on the way.
fn circle(
    from: TaskId,
    goal: TaskId,
    standing: &Standing,
    links: &mut Vec<Link>,
    seen: &mut HashSet<TaskId>,
) -> bool {
    const DEEPEST: usize = 64;
    let Some(task) = standing.task(from).filter(|_| links.len() < DEEPEST) else {
        return false;
    };
    let Some(wait) = task.wait.as_ref().filter(|_| task.ready.is_none()) else {
        return false;
    };
    let wait = &wait.wait;
    if wait.until.is_some() {
        return false;
    }
    let next: Vec<(TaskId, Waits)> = match lock(wait) {
        Some(lock) => {
            let hold = standing.holder(lock);
            hold.map(|(task, hold)| {
                let taken = hold.line;
                (task, Waits::Lock { taken, lock })
            })
            .into_iter()
            .collect()
        }
        // Only where all of them have to end.
        None if wait.needs_all() => {
            let through = (wait.kind != WaitKind::Task).then(|| standing.waited_for(wait));
            let waits = |task: &TaskId| {
                let through = through.clone();
                (*task, Waits::Task { through })
            };
            wait.on.iter().map(waits).collect()
        }
        None => Vec::new(),
    };
    for (to, waits) in next {
        links.push(link(from, task, waits));
        if to == goal {
            return true;
        }
        if seen.insert(to) && circle(to, goal, standing, links, seen) {
            return true;
        }
        links.pop();
    }
    false
}

fn link(id: TaskId, task: &Task, waits: Waits) -> Link {
    Link {
        task: id,
        name: task.name.clone(),
        line: task.wait.as_ref().and_then(|wait| wait.line),
        waits,
    }
}

/// Circles of more tasks are told in part.
const TOLD: usize = 4;

fn finding(circle: &Circle, standing: &Standing, index: Option<&Index<'_>>) -> Finding {
    let mut text = match circle.links.len() {
        1 => String::new(),
        count => format!(
            "{count} tasks wait for each other since {}. ",
            spoken(circle.at)
        ),
    };
    let told = match circle.links.len() {
        count if count > TOLD => TOLD - 1,
        count => count,
    };
    for (place, link) in circle.links.iter().enumerate().take(told) {
        let next = &circle.links[(place + 1) % circle.links.len()];
        let holder = match circle.links.len() {
            1 => "it holds itself".to_owned(),
            _ => format!("{} holds", code(&next.name)),
        };
        let sentence = match &link.waits {
            Waits::Lock { taken, .. } => format!(
                "{} waits for {}{}, which {holder}{}. ",
                code(&link.name),
                lock_name(index, link.line),
                on_line(link.line),
                taken
                    .map(|line| format!(" since line {line}"))
                    .unwrap_or_default(),
            ),
            Waits::Task { .. } if circle.links.len() == 1 => {
                format!(
                    "{} waits for itself{}. ",
                    code(&link.name),
                    on_line(link.line)
                )
            }
            Waits::Task { through } => {
                let through = match through {
                    Some(through) => format!(" (in a {through})"),
                    None => String::new(),
                };
                format!(
                    "{} waits{} for {} to end{through}. ",
                    code(&link.name),
                    on_line(link.line),
                    code(&next.name),
                )
            }
        };
        text.push_str(&sentence);
    }
    if let Some(last) = circle.links.last().filter(|_| told < circle.links.len()) {
        text.push_str(&format!(
            "And so on round to {}, which waits for {}. ",
            code(&last.name),
            code(&circle.links[0].name)
        ));
    }
    let locks = circle
        .links
        .iter()
        .filter(|link| matches!(link.waits, Waits::Lock { .. }));
    let mut kinds: Vec<ObjectId> = locks
        .filter_map(|link| match link.waits {
            Waits::Lock { lock, .. } => Some(lock),
            Waits::Task { .. } => None,
        })
        .collect();
    kinds.dedup();
    text.push_str(match circle.broken {
        Some(_) => "",
        None => "None of them can ever run again. ",
    });
    if let Some(broken) = circle.broken {
        text.push_str(&format!("That ended at {}. ", spoken(broken)));
    }
    text.push_str(match (circle.links.len(), kinds.len()) {
        (1, 1) => "An `asyncio.Lock` cannot be taken twice: let it go first, or call a function that expects it to be held.",
        (_, 0) => "Let one of them not wait for the other.",
        (_, 1) => "Let the lock go before you wait for the task that needs it.",
        _ => "Take the locks in the same order everywhere.",
    });
    let until = circle.broken.unwrap_or(standing.now);
    // Where the circle closed.
    let line = circle.links.first().and_then(|link| link.line);
    Finding {
        kind: Kind::Deadlock,
        line,
        columns: None,
        at: circle.at,
        cost: (until > circle.at).then_some(until - circle.at),
        text,
        fix: None,
    }
}

/// What a lock is called on the line that takes it.
fn lock_name(index: Option<&Index<'_>>, line: Option<u32>) -> String {
    let unnamed = || "a lock".to_owned();
    let (Some(index), Some(line)) = (index, line) else {
        return unnamed();
    };
    let mut names = TakenOn {
        index,
        line,
        names: Vec::new(),
    };
    names.visit_body(index.script.body());
    match names.names.as_slice() {
        [name] => code(name),
        _ => unnamed(),
    }
}

/// Collects what `async with` and `acquire` on one line take.
struct TakenOn<'i, 'a> {
    index: &'i Index<'a>,
    line: u32,
    names: Vec<String>,
}

impl TakenOn<'_, '_> {
    fn with(&mut self, with: &StmtWith) {
        for item in &with.items {
            if self.index.script.line(&item.context_expr) == self.line {
                let expression = &item.context_expr;
                let plain = matches!(
                    expression,
                    Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_)
                );
                if plain {
                    self.names
                        .push(self.index.script.slice(expression).to_owned());
                }
            }
        }
    }
}

impl<'a> Visitor<'a> for TakenOn<'_, '_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::With(with) = statement {
            self.with(with);
        }
        rustpython_compiler::ast::visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Call(call) = expression
            && self.index.script.line(&*call.func) == self.line
            && let Expr::Attribute(attribute) = &*call.func
            && attribute.attr.as_str() == "acquire"
            && let Some(name) = written(&attribute.value)
        {
            self.names.push(name);
        }
        rustpython_compiler::ast::visitor::walk_expr(self, expression);
    }
}
