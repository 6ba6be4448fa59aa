//! A call that holds the loop: `time.sleep` in a coroutine.

use super::{
    Edit, Finding, Fix, Kind,
    diagnose::Check,
    held::{Held, Holds},
    script::{
        edit::{fix, module},
        end,
        index::{Call, Index, Role},
        start,
    },
    standing::Standing,
    sync_client,
    words::{code, counted},
};
use ruff_text_size::Ranged;
use trace::{CallKind, Event, EventKind, Runner, number::spoken};

/// Watches the blocking calls of steps. Blocking outside a loop is nobody's loss.
#[derive(Default)]
pub(crate) struct BlockingCalls {
    holds: Holds,
}

impl Check for BlockingCalls {
    fn before(&mut self, event: &Event, standing: &Standing) {
        self.holds.see(event, standing);
        let Some(runner @ (Runner::Task(_) | Runner::Callback(_))) = event.runner else {
            return;
        };
        let (call, from, seconds) = match &event.kind {
            EventKind::Blocked { call, seconds } => (call, event.at, *seconds),
            EventKind::Held { call, from } => (call, *from, event.at - from),
            _ => return,
        };
        if standing.in_loop() && seconds > 0.0 && seconds.is_finite() {
            self.holds
                .add((from, seconds), runner, Some(call), event.line, standing);
        }
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        self.holds
            .groups()
            .iter()
            .filter_map(|held| finding(held, standing, index))
            .collect()
    }
}

fn finding(held: &Held, standing: &Standing, index: Option<&Index<'_>>) -> Option<Finding> {
    let blocking = held.call.as_ref()?;
    let name = blocking.function();
    let calls: Vec<&Call<'_>> = index
        .map(|index| calls_on(index, held.line, name))
        .unwrap_or_default();
    if let (true, Some(index)) = (calls.is_empty() && waits_outside(blocking), index)
        && let Some(call) = own_call(index, held.line)
    {
        return Some(of_a_client(held, standing, index, call));
    }
    let what = match held.varies {
        true => code(name),
        false => code(&blocking.text),
    };
    let often = match held.times {
        1 => String::new(),
        times => format!(", {}", counted(times, "call").replace("calls", "times")),
    };
    let line = super::words::on_line(held.line);
    let mut text = format!(
        "{what}{line} held the loop for {}{often}. {} ",
        spoken(held.seconds),
        held.consequence(standing)
    );
    let (cure, fix) = cure(&calls, index, blocking);
    text.push_str(&cure);
    Some(Finding {
        kind: Kind::BlockingCall,
        line: held.line,
        columns: match (calls.first(), index) {
            (Some(call), Some(index)) => Some(index.script.columns(call.call)),
            _ => None,
        },
        at: held.at,
        cost: Some(held.seconds),
        text,
        fix,
    })
}

/// Whether it waits for what is outside the script: most often deep within a library, under a name that nobody wrote.
fn waits_outside(call: &trace::Call) -> bool {
    matches!(
        call.kind,
        CallKind::Socket | CallKind::Resolve | CallKind::Select | CallKind::Query
    )
}

/// The script's own call on a line that may block: not one that is awaited. Rather one of what was imported, then a method;
/// the outermost of these.
fn own_call<'i, 'a>(index: &'i Index<'a>, line: Option<u32>) -> Option<&'i Call<'a>> {
    let on_line = index.calls.iter().filter(|call| {
        let (first, last) = index.script.lines(call.call);
        !call.deferred
            && call.role != Role::Awaited
            && call.written.is_some()
            && line.is_some_and(|line| (first..=last).contains(&line))
    });
    on_line.max_by_key(|call| {
        let method = call
            .written
            .as_deref()
            .is_some_and(|name| name.contains('.'));
        let wide = call.call.range().len();
        (call.imported.is_some(), method, wide)
    })
}

/// A library's call that waits for the world outside, told of as the script has it.
fn of_a_client(held: &Held, standing: &Standing, index: &Index<'_>, call: &Call<'_>) -> Finding {
    let written = call.written.as_deref().unwrap_or_default();
    let in_coroutine = call
        .function
        .is_some_and(|place| index.functions[place].def.is_async);
    let (cure, fix) = match call.function.filter(|_| !in_coroutine) {
        None => sync_client::cure(index, call, written),
        Some(place) => {
            let called = index.functions[place].def.name.as_str();
            in_a_function(index, called)
        }
    };
    Finding {
        kind: Kind::BlockingCall,
        line: held.line,
        columns: Some(index.script.columns(call.call)),
        at: held.at,
        cost: Some(held.seconds),
        text: format!(
            "{}{} held the loop for {}. {} {cure}",
            code(written),
            super::words::on_line(held.line),
            spoken(held.seconds),
            held.consequence(standing)
        ),
        fix,
    }
}

/// The calls of a function on a line.
fn calls_on<'i, 'a>(index: &'i Index<'a>, line: Option<u32>, name: &str) -> Vec<&'i Call<'a>> {
    index
        .calls
        .iter()
        .filter(|call| {
            let (first, last) = index.script.lines(call.call);
            call.imported.as_deref() == Some(name)
                && line.is_some_and(|line| (first..=last).contains(&line))
        })
        .collect()
}

/// What to do, in words, and as an edit where that is certain.
fn cure(
    calls: &[&Call<'_>],
    index: Option<&Index<'_>>,
    blocking: &trace::Call,
) -> (String, Option<Fix>) {
    let name = blocking.function();
    let general = format!("Move it off the loop: `await asyncio.to_thread({name}, …)`.");
    let (Some(index), Some(first)) = (index, calls.first()) else {
        return (general, None);
    };
    let function = first.function.map(|place| &index.functions[place]);
    let in_coroutine = calls.iter().all(|call| {
        let function = call.function.map(|place| index.functions[place].def);
        !call.deferred && function.is_some_and(|def| def.is_async)
    });
    if blocking.kind == CallKind::Sleep && in_coroutine {
        let (asyncio, import) = module(index, "asyncio");
        let edits = calls.iter().flat_map(|call| {
            let arguments = start(&call.call.arguments);
            let whole = format!("await {asyncio}.sleep");
            // `await` binds tighter than what may stand around a call, but not than an attribute of it.
            let bare = call.role == Role::Statement || call.role == Role::Assigned;
            let open = if bare { "" } else { "(" };
            let called = Edit {
                from: start(call.call),
                to: arguments,
                text: format!("{open}{whole}"),
            };
            let close = (!bare).then(|| Edit::insert(end(call.call), ")"));
            std::iter::once(called).chain(close)
        });
        let arguments = index.script.slice(&first.call.arguments);
        let shown = code(&format!("await {asyncio}.sleep{arguments}"));
        let label = shown.clone();
        let edits: Vec<Edit> = edits.chain(import).collect();
        return (
            format!("Use {shown}: it lets the others run meanwhile."),
            fix(index.script, label, edits),
        );
    }
    let Some(function) = function.filter(|function| !function.def.is_async) else {
        return (general, None);
    };
    in_a_function(index, function.def.name.as_str())
}

/// What to do about an ordinary function of the script's that blocks.
fn in_a_function(index: &Index<'_>, called: &str) -> (String, Option<Fix>) {
    (
        format!(
            "`{called}` is an ordinary function: call it as `await asyncio.to_thread({called}, …)`, or make it a coroutine."
        ),
        off_loading(index, called),
    )
}

/// Puts the only call of a blocking function into a thread.
fn off_loading(index: &Index<'_>, name: &str) -> Option<Fix> {
    let mut calls = index
        .calls
        .iter()
        .filter(|call| call.written.as_deref() == Some(name));
    let (call, None) = (calls.next()?, calls.next()) else {
        return None;
    };
    let function = &index.functions[call.function?];
    let bare = matches!(call.role, Role::Statement | Role::Assigned);
    let certain = index.named(name).count() == 1 && index.reads(name) == 1;
    if !(function.def.is_async && bare && !call.deferred && certain) {
        return None;
    }
    let (asyncio, import) = module(index, "asyncio");
    let arguments = &call.call.arguments;
    let comma = if arguments.args.is_empty() && arguments.keywords.is_empty() {
        ""
    } else {
        ", "
    };
    let edit = Edit {
        from: start(call.call),
        to: start(arguments) + 1,
        text: format!("await {asyncio}.to_thread({name}{comma}"),
    };
    let label = code(&format!("await {asyncio}.to_thread({name}{comma}…)"));
    fix(
        index.script,
        label.replace("…)", if comma.is_empty() { ")" } else { "…)" }),
        import.into_iter().chain([edit]),
    )
}
