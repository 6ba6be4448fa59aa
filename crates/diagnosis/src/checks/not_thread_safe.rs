//! A thread called what is not thread-safe on a loop that is not its own: the loop is not woken.

use super::{
    Edit, Finding, Fix, Kind,
    diagnose::Check,
    script::{
        edit::fix,
        end,
        index::{Call, Index, Role},
        start,
    },
    standing::Standing,
    words::{code, on_line},
};
use rustpython_compiler::ast::Expr;
use trace::{Event, EventKind, ForeignCall, Runner, Seconds, ThreadId, number::spoken};

/// Watches what threads ask of loops.
#[derive(Default)]
pub(crate) struct NotThreadSafe {
    calls: Vec<Foreign>,
    /// What threads are called.
    threads: Vec<(ThreadId, String)>,
}

struct Foreign {
    call: ForeignCall,
    line: Option<u32>,
    at: Seconds,
    thread: Option<ThreadId>,
    /// When the loop ran something next.
    seen: Option<Seconds>,
}

impl Check for NotThreadSafe {
    fn before(&mut self, event: &Event, _: &Standing) {
        match &event.kind {
            EventKind::ThreadStarted { thread, name, .. } => {
                self.threads.push((*thread, name.clone()));
            }
            EventKind::ForeignCall { call } => {
                let known = self
                    .calls
                    .iter()
                    .any(|known| (known.line, known.call) == (event.line, *call));
                if !known {
                    self.calls.push(Foreign {
                        call: *call,
                        line: event.line,
                        at: event.at,
                        thread: match event.runner {
                            Some(Runner::Thread(thread)) => Some(thread),
                            _ => None,
                        },
                        seen: None,
                    });
                }
            }
            EventKind::StepStarted {
                what: Runner::Task(_) | Runner::Callback(_),
            } => {
                for call in &mut self.calls {
                    call.seen.get_or_insert(event.at);
                }
            }
            _ => {}
        }
    }

    fn findings(&self, _: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        self.calls
            .iter()
            .map(|foreign| {
                let name = foreign
                    .thread
                    .and_then(|thread| self.threads.iter().find(|(id, _)| *id == thread));
                let thread = match name {
                    Some((_, name)) => format!("the thread {}", code(name)),
                    None => "another thread".to_owned(),
                };
                finding(foreign, &thread, index)
            })
            .collect()
    }
}

fn finding(foreign: &Foreign, thread: &str, index: Option<&Index<'_>>) -> Finding {
    let call = index.and_then(|index| the_call(index, foreign));
    let late = foreign.seen.map(|seen| seen - foreign.at);
    let late = match late {
        Some(late) if late > 0.0 => format!(
            " Here that was at {}, {} later.",
            spoken(foreign.at + late),
            spoken(late)
        ),
        _ => String::new(),
    };
    let cure = match foreign.call {
        ForeignCall::CreateTask => "`asyncio.run_coroutine_threadsafe(…, loop)`",
        _ => "`loop.call_soon_threadsafe(…)`",
    };
    Finding {
        kind: Kind::NotThreadSafe,
        line: foreign.line,
        columns: match (&call, index) {
            (Some(call), Some(index)) => Some(index.script.columns(call.call)),
            _ => None,
        },
        at: foreign.at,
        cost: None,
        text: format!(
            "{}{} is called in {thread}, which is not the loop's, and is not thread-safe: the loop is not woken, and \
             sees it only when something else wakes it.{late} Use {cure}.",
            code(name(foreign.call)),
            on_line(foreign.line),
        ),
        fix: match (&call, index) {
            (Some(call), Some(index)) => safely(index, call, foreign.call),
            _ => None,
        },
    }
}

fn name(call: ForeignCall) -> &'static str {
    match call {
        ForeignCall::CallSoon => "loop.call_soon",
        ForeignCall::CallLater => "loop.call_later",
        ForeignCall::CreateTask => "create_task",
        ForeignCall::SetResult => "Future.set_result",
        ForeignCall::Cancel => "cancel",
        ForeignCall::QueuePut => "Queue.put_nowait",
        ForeignCall::QueueGet => "Queue.get_nowait",
        ForeignCall::EventSet => "Event.set",
        ForeignCall::Release => "release",
        ForeignCall::Notify => "notify",
    }
}

/// The methods that such a call may be of.
fn methods(call: ForeignCall) -> &'static [&'static str] {
    match call {
        ForeignCall::CallSoon => &["call_soon"],
        ForeignCall::CallLater => &["call_later", "call_at"],
        ForeignCall::CreateTask => &["create_task", "ensure_future"],
        ForeignCall::SetResult => &["set_result", "set_exception"],
        ForeignCall::Cancel => &["cancel"],
        ForeignCall::QueuePut => &["put_nowait"],
        ForeignCall::QueueGet => &["get_nowait"],
        ForeignCall::EventSet => &["set"],
        ForeignCall::Release => &["release"],
        ForeignCall::Notify => &["notify", "notify_all"],
    }
}

fn the_call<'i, 'a>(index: &'i Index<'a>, foreign: &Foreign) -> Option<&'i Call<'a>> {
    let line = foreign.line?;
    let mut calls = index.calls.iter().filter(|call| {
        let (first, last) = index.script.lines(call.call);
        (first..=last).contains(&line)
            && call
                .last_name()
                .is_some_and(|name| methods(foreign.call).contains(&name))
    });
    match (calls.next(), calls.next()) {
        (Some(call), None) => Some(call),
        _ => None,
    }
}

/// The same call, by way of the loop: where it is a statement, and the loop has a name there.
fn safely(index: &Index<'_>, call: &Call<'_>, foreign: ForeignCall) -> Option<Fix> {
    let Expr::Attribute(method) = &*call.call.func else {
        return None;
    };
    if foreign == ForeignCall::CallSoon {
        let edit = Edit {
            from: start(&method.attr),
            to: end(&method.attr),
            text: "call_soon_threadsafe".to_owned(),
        };
        return fix(index.script, code("call_soon_threadsafe"), [edit]);
    }
    let arguments = &call.call.arguments;
    let plain = matches!(
        foreign,
        ForeignCall::SetResult
            | ForeignCall::Cancel
            | ForeignCall::QueuePut
            | ForeignCall::EventSet
            | ForeignCall::Release
            | ForeignCall::Notify
    ) && arguments.keywords.is_empty()
        && call.role == Role::Statement
        && !call.deferred;
    let event_loop = plain.then(|| loop_of(index, call)).flatten()?;
    let function = index.script.slice(&*call.call.func);
    let comma = if arguments.args.is_empty() { "" } else { ", " };
    let edit = Edit {
        from: start(call.call),
        to: start(arguments) + 1,
        text: format!("{event_loop}.call_soon_threadsafe({function}{comma}"),
    };
    let label = code(&format!("{event_loop}.call_soon_threadsafe({function}, …)"));
    let label = if comma.is_empty() {
        label.replace(", …", "")
    } else {
        label
    };
    fix(index.script, label, [edit])
}

/// What the loop is called where a call stands: a parameter or a variable of that name, of a function around.
fn loop_of(index: &Index<'_>, call: &Call<'_>) -> Option<&'static str> {
    const NAMES: [&str; 3] = ["loop", "event_loop", "main_loop"];
    let mut place = call.function;
    while let Some(function) = place.map(|place| &index.functions[place]) {
        let scope = super::script::scope::Scope::of(function.def);
        if let Some(name) = NAMES.iter().find(|name| scope.own.contains(**name)) {
            return Some(name);
        }
        place = function.outer;
    }
    None
}
