//! A coroutine was made and never awaited: nothing of it ran.

use super::{
    Edit, Finding, Fix, Kind, clients,
    diagnose::Check,
    script::{
        edit::{fix, module},
        end,
        index::{Call, Index, Role},
        start,
    },
    serving,
    standing::Standing,
    words::{code, counted},
};
use trace::{End, Event, EventKind, Runner, Seconds, connection::What};

/// Watches Python's own warnings of it.
#[derive(Default)]
pub(crate) struct NeverAwaited {
    seen: Vec<Seen>,
    events: usize,
}

struct Seen {
    coroutine: String,
    line: Option<u32>,
    at: Seconds,
    /// Which event told of it.
    event: usize,
    /// Who ran when it was destroyed.
    runner: Option<Runner>,
}

impl Check for NeverAwaited {
    fn before(&mut self, event: &Event, _: &Standing) {
        let EventKind::Warning { message, .. } = &event.kind else {
            return;
        };
        let Some(coroutine) = message
            .strip_prefix("coroutine '")
            .and_then(|rest| rest.split_once("' was never awaited"))
            .map(|(name, _)| name)
        else {
            return;
        };
        // Python warns of one line once.
        self.seen.push(Seen {
            coroutine: coroutine.to_owned(),
            line: event.line,
            at: event.at,
            event: self.events,
            runner: event.runner,
        });
    }

    fn after(&mut self, _: &Event, _: &Standing) {
        self.events += 1;
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        for seen in &self.seen {
            let serves = |runner| serving::request_of(standing, runner, seen.at);
            let request = seen.runner.and_then(serves);
            for mut finding in of_one(seen, index) {
                finding.text = with_what_stays_open(finding.text, seen, standing, index);
                if let Some(request) = &request {
                    let answered = code(request);
                    let endpoint = index.and_then(|index| {
                        let endpoint = serving::endpoint_at(index, finding.line)?;
                        Some(serving::told(index, endpoint))
                    });
                    finding.text += &match endpoint {
                        Some(endpoint) => {
                            format!(" {answered} was answered without it, by {endpoint}.")
                        }
                        None => format!(" {answered} was answered without it."),
                    };
                }
                // Python warns of a coroutine when it is destroyed: two warnings may be of one call.
                if findings.iter().all(|known| {
                    known.line.is_none()
                        || (known.line, known.columns) != (finding.line, finding.columns)
                }) {
                    findings.push(finding);
                }
            }
        }
        findings
    }
}

/// Says what is not closed, where the coroutine was to close it. A class of the script's own says it itself.
fn with_what_stays_open(
    text: String,
    seen: &Seen,
    standing: &Standing,
    index: Option<&Index<'_>>,
) -> String {
    let Some(class) = clients::closes(&seen.coroutine) else {
        return text;
    };
    if index.is_some_and(|index| index.classes.iter().any(|own| own.name.as_str() == class)) {
        return text;
    }
    let mut open: Vec<String> = Vec::new();
    for (_, wire) in standing.wires.all() {
        let before = wire.seen.iter().take_while(|each| each.event <= seen.event);
        let mut over = false;
        let mut asked = false;
        for each in before {
            over |= matches!(each.what, What::Closed | What::Failed(_) | What::Reset);
            asked |= matches!(each.what, What::Connected);
        }
        let name = wire.name();
        if wire.end == Some(End::Asks) && asked && !over {
            open.push(name);
        }
    }
    let what = match open.as_slice() {
        [] => format!("What the `{class}` has open stays open."),
        [host] => format!("The `{class}` stays open, and with it the connection with `{host}`."),
        [host, ..] => format!(
            "The `{class}` stays open; {} still are, the first with `{host}`.",
            counted(open.len(), "connection")
        ),
    };
    format!("{text} {what}")
}

/// Mostly one finding; several where several calls may have made the coroutine.
fn of_one(seen: &Seen, index: Option<&Index<'_>>) -> Vec<Finding> {
    let function = seen.coroutine.rsplit('.').next().unwrap_or_default();
    let Some(index) = index else {
        return vec![finding(seen, function, None, None)];
    };
    let of_it: Vec<&Call<'_>> = index
        .calls
        .iter()
        .filter(|call| call.last_name() == Some(function) && call.role != Role::Awaited)
        .collect();
    let on_line = |call: &&&Call<'_>| {
        let (first, last) = index.script.lines(call.call);
        seen.line.is_some_and(|line| (first..=last).contains(&line))
    };
    let dropped = |call: &&&Call<'_>| call.role == Role::Statement;
    // A dropped coroutine is destroyed on the line that made it; one with a name later.
    let mut found: Vec<&Call<'_>> = of_it.iter().filter(on_line).copied().collect();
    if found.is_empty() {
        found = of_it.iter().filter(dropped).copied().collect();
    }
    if found.is_empty() {
        let named = of_it.iter().filter(|call| call.role == Role::Assigned);
        found = named.copied().collect();
    }
    if let ([], [only]) = (found.as_slice(), of_it.as_slice()) {
        found.push(only);
    }
    match found.as_slice() {
        [] => vec![finding(seen, function, Some(index), None)],
        calls => calls
            .iter()
            .map(|call| finding(seen, function, Some(index), Some(call)))
            .collect(),
    }
}

fn finding(
    seen: &Seen,
    function: &str,
    index: Option<&Index<'_>>,
    call: Option<&Call<'_>>,
) -> Finding {
    let place = index.zip(call);
    let line = place
        .map(|(index, call)| index.script.line(call.call))
        .or(seen.line);
    let on_line = super::words::on_line(line);
    let mut text = match call {
        Some(_) => format!(
            "`{function}(…)`{on_line} made a coroutine, and nobody awaited it: nothing of `{function}` ran. "
        ),
        None => format!(
            "A coroutine of `{function}` was destroyed{on_line} without having been awaited: nothing of it ran. "
        ),
    };
    let cure = place.and_then(|(index, call)| cure(index, call));
    match &cure {
        Some((shown, _)) => text.push_str(&format!("Write {shown}.")),
        None => text.push_str("Await it, or give it to `asyncio.create_task` or `asyncio.gather`."),
    }
    Finding {
        kind: Kind::NeverAwaited,
        line,
        columns: place.map(|(index, call)| index.script.columns(call.call)),
        at: seen.at,
        cost: None,
        text,
        fix: cure.and_then(|(_, fix)| fix),
    }
}

/// The call as it should be, and the edit, where that is certain.
fn cure(index: &Index<'_>, call: &Call<'_>) -> Option<(String, Option<Fix>)> {
    if call.deferred {
        return None;
    }
    let written = call.written.as_deref()?;
    let arguments = &call.call.arguments;
    let dots = if arguments.args.is_empty() && arguments.keywords.is_empty() {
        "()"
    } else {
        "(…)"
    };
    match call.function.map(|place| index.functions[place].def) {
        Some(def) if def.is_async => {
            let alone = matches!(call.role, Role::Statement | Role::Assigned);
            let shown = code(&format!("await {written}{dots}"));
            let edit = Edit::insert(start(call.call), "await ");
            let fix = alone
                .then(|| fix(index.script, shown.clone(), [edit]))
                .flatten();
            Some((shown, fix))
        }
        Some(_) => None,
        None if call.role == Role::Statement => {
            let (asyncio, import) = module(index, "asyncio");
            let shown = code(&format!("{asyncio}.run({written}{dots})"));
            let edits = [
                Edit::insert(start(call.call), format!("{asyncio}.run(")),
                Edit::insert(end(call.call), ")"),
            ];
            let fix = fix(index.script, shown.clone(), import.into_iter().chain(edits));
            Some((shown, fix))
        }
        None => None,
    }
}
