//! The order axis in words: steps, what they made ready, and waits by columns.

use super::words::{Card, doing, end_sentence, ended};
use std::collections::HashSet;
use trace::{
    Cause, Column, Doer, EventKind, Lane, Order, Owner, Runner, Seconds, Span, State, Trace, Wires,
    number::spoken,
};

/// At most so many names are said of what a step made ready.
const MOST: usize = 4;

/// `line 8`, `lines 8 to 10`.
fn lines(column: &Column) -> Option<String> {
    let (first, last) = column.lines?;
    Some(match first == last {
        true => first.to_string(),
        false => format!("{first} to {last}"),
    })
}

/// The name of a runner, as the lanes have it; a callback by its function.
pub fn name(trace: &Trace, order: &Order, near: usize, runner: Runner) -> String {
    let owner = match runner {
        Runner::Script => return "the script".to_owned(),
        Runner::Task(task) => Owner::Task(task),
        Runner::Thread(thread) => Owner::Thread(thread),
        Runner::Callback(callback) => {
            // It was created just before it was made ready, or long before with its timer.
            let before = trace.events[..near.min(trace.events.len())].iter().rev();
            let label = before.take(4096).find_map(|event| match &event.kind {
                EventKind::CallbackCreated {
                    callback: id,
                    label,
                } if *id == callback => Some(label.as_str()),
                _ => None,
            });
            return short_callback(label.unwrap_or("a callback")).to_owned();
        }
    };
    let lane = order.lanes.lanes.iter().find(|lane| lane.owner == owner);
    lane.map_or_else(
        || "a task of asyncio.run".to_owned(),
        |lane| lane.name.clone(),
    )
}

/// `gather.<locals>._done_callback` without what only says where it was defined.
pub fn short_callback(label: &str) -> &str {
    label.rsplit("<locals>.").next().unwrap_or(label)
}

/// What a callback of the library's is for, in a word, where its name has no room.
pub fn purpose(label: &str) -> Option<&'static str> {
    Some(match short_callback(label) {
        "_set_result_unless_cancelled" => "timer",
        "_run_until_complete_cb" => "stop",
        "asyncio.run cleans up" => "clean",
        "_release_waiter" | "_on_timeout" | "Timeout._on_timeout" => "limit",
        name if name.contains("done") => "done",
        name if name.contains("wakeup") => "wake",
        _ => return None,
    })
}

/// What was made ready in a column, in order, each once: so many by name, and how many there are.
fn made_ready(trace: &Trace, order: &Order, column: &Column) -> (Vec<String>, usize) {
    let mut seen = HashSet::new();
    let mut named = Vec::new();
    for index in column.events.clone() {
        if let EventKind::Ready { what, .. } = &trace.events[index].kind
            && seen.insert(*what)
            && named.len() < MOST
        {
            named.push(name(trace, order, index, *what));
        }
    }
    (named, seen.len())
}

fn listed((names, all): (Vec<String>, usize)) -> Option<String> {
    match all - names.len() {
        _ if names.is_empty() => None,
        0 => Some(names.join(", ")),
        more => Some(format!("{} and {more} more", names.join(", "))),
    }
}

/// What made something ready, in words.
fn by(trace: &Trace, order: &Order, event: usize) -> Option<String> {
    let (cause, creates) = match &trace.events.get(event)?.kind {
        EventKind::Ready { cause, .. } => (*cause, false),
        EventKind::TaskCreated { parent, .. } => (
            Cause::Runner(parent.map_or(Runner::Script, Runner::Task)),
            true,
        ),
        _ => return None,
    };
    let verb = if creates {
        "created by"
    } else {
        "made ready by"
    };
    Some(match cause {
        Cause::Runner(who) => format!("{verb} {}", name(trace, order, event, who)),
        Cause::Timer(_) => "its timer came due".to_owned(),
        Cause::Device(device) => format!("{verb} {}", device.name()),
        Cause::Connection(socket) => {
            let its = trace.events.iter().filter(|event| {
                matches!(&event.kind, EventKind::Connection { connection, .. } if *connection == socket)
            });
            format!("{verb} {}", Wires::of(its).name(socket))
        }
        Cause::Cancel(who) => format!("cancelled by {}", name(trace, order, event, who)),
    })
}

/// `step 7`, `steps 7 to 9`; counted from 1.
fn steps(span: &Span) -> String {
    let (first, last) = (span.from as usize + 1, (span.to as usize).max(1));
    match first >= last {
        true => format!("step {first}"),
        false => format!("steps {first} to {last}"),
    }
}

fn times(from: Seconds, to: Seconds) -> String {
    match to > from {
        true => format!("{} to {}", spoken(from), spoken(to)),
        false => spoken(from),
    }
}

/// The card of a span on the order axis, or of a lane's end where the index is behind the last span.
pub fn card(trace: &Trace, order: &Order, lane: usize, span: usize) -> Option<Card> {
    let lane = order.lanes.lanes.get(lane)?;
    let Some(span) = lane.spans.get(span) else {
        let (column, outcome) = lane.ended.as_ref()?;
        let (how, detail) = ended(lane.owner, outcome);
        let mut facts = vec![("after", format!("step {column}"))];
        facts.extend(detail.map(|(word, detail)| (word, detail.to_owned())));
        return Some(Card {
            name: lane.name.clone(),
            coroutine: None,
            state: None,
            title: how.to_owned(),
            facts,
        });
    };
    let column = order.columns.get(span.from as usize)?;
    let last = order
        .columns
        .get((span.to as usize).saturating_sub(1))
        .unwrap_or(column);
    let mut facts = vec![("order", place(column, span))];
    if matches!(span.state, State::Running | State::Blocking) {
        facts.extend(lines(column).map(|lines| ("line", lines)));
        facts.extend(listed(made_ready(trace, order, column)).map(|names| ("made ready", names)));
        facts.extend(wrote(trace, column).map(|text| ("wrote", text)));
        facts.push(("at", times(column.from, column.to)));
    } else {
        facts.extend(span.line.map(|line| ("line", line.to_string())));
        if span.state == State::Ready {
            facts.extend(by(trace, order, span.event).map(|by| ("why", by)));
        }
        let before = |number: f64| order.columns.get((number as usize).saturating_sub(1));
        let from = before(span.from).map_or(0.0, |before| before.to);
        facts.push(("time", times(from, last.to.max(from))));
    }
    Some(Card {
        name: lane.name.clone(),
        coroutine: (lane.coroutine != lane.name && !lane.coroutine.is_empty())
            .then(|| format!("{}()", lane.coroutine)),
        state: Some(span.state),
        title: title(lane, span),
        facts,
    })
}

fn place(column: &Column, span: &Span) -> String {
    match column
        .turn
        .filter(|_| matches!(span.state, State::Running | State::Blocking))
    {
        Some(turn) => format!("{}, turn {}", steps(span), turn + 1),
        None => steps(span),
    }
}

fn title(lane: &Lane, span: &Span) -> String {
    match (span.state, lane.owner) {
        (State::Running, Owner::Loop) => short_callback(&span.what).to_owned(),
        (State::Idle, _) => format!("idle: {} pass", span.what),
        (State::Ready, _) => "ready, in the queue".to_owned(),
        _ => doing(lane.owner, span),
    }
}

/// The first line that was written in a column.
fn wrote(trace: &Trace, column: &Column) -> Option<String> {
    column
        .events
        .clone()
        .find_map(|index| match &trace.events[index].kind {
            EventKind::Output { text, .. } => {
                let line = text.lines().next().unwrap_or_default();
                let cut: String = line.chars().take(60).collect();
                (!cut.trim().is_empty()).then_some(cut)
            }
            _ => None,
        })
}

/// A span of the order axis in one sentence: `red: running, step 2, turn 1, line 8, made ready: red`.
pub fn sentence(trace: &Trace, order: &Order, lane: usize, span: usize) -> Option<String> {
    let found = order.lanes.lanes.get(lane)?;
    if span >= found.spans.len() {
        let end = end_sentence(found)?;
        return Some(end.split(" at ").next().unwrap_or(&end).to_owned());
    }
    let card = card(trace, order, lane, span)?;
    let facts: Vec<String> = card
        .facts
        .iter()
        .map(|(name, fact)| match *name {
            "order" | "why" => fact.clone(),
            name => format!("{name} {fact}"),
        })
        .collect();
    Some(format!(
        "{}: {}, {}",
        card.name,
        card.title,
        facts.join(", ")
    ))
}

/// Every column of a run in one sentence each, at most so many, for those who do not see it.
pub fn told(trace: &Trace, order: &Order, most: usize) -> Vec<String> {
    order
        .columns
        .iter()
        .take(most)
        .enumerate()
        .map(|(number, column)| {
            let who = match column.doer {
                Doer::Step(runner) => {
                    format!("{} runs", name(trace, order, column.events.start, runner))
                }
                Doer::Idle => format!("the loop is idle for {}", spoken(column.to - column.from)),
                Doer::CleanUp => "asyncio.run cleans up".to_owned(),
            };
            let turn = column
                .turn
                .map_or(String::new(), |turn| format!(", turn {}", turn + 1));
            let lines = lines(column).map_or(String::new(), |lines| format!(", line {lines}"));
            let made = listed(made_ready(trace, order, column))
                .filter(|_| column.doer != Doer::CleanUp)
                .map_or(String::new(), |names| format!("; made ready: {names}"));
            format!("Step {}{turn}: {who}{lines}{made}", number + 1)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::{CallbackId, Event, Outcome, TaskId, Timeline};

    fn trace() -> Trace {
        let (red, script) = (Runner::Task(TaskId(0)), Cause::Runner(Runner::Script));
        let kinds = vec![
            (
                Some(9),
                EventKind::TaskCreated {
                    task: TaskId(0),
                    name: "red".into(),
                    coroutine: "count".into(),
                    parent: None,
                },
            ),
            (
                None,
                EventKind::Ready {
                    what: red,
                    cause: script,
                    since: 0.0,
                },
            ),
            (None, EventKind::LoopStarted),
            (None, EventKind::TurnStarted { ready: 1 }),
            (None, EventKind::StepStarted { what: red }),
            (
                Some(5),
                EventKind::Output {
                    stream: trace::Stream::Stdout,
                    text: "red 1\n".into(),
                    terminal: None,
                },
            ),
            (
                None,
                EventKind::CallbackCreated {
                    callback: CallbackId(0),
                    label: "gather.<locals>._done_callback".into(),
                },
            ),
            (
                None,
                EventKind::Ready {
                    what: Runner::Callback(CallbackId(0)),
                    cause: Cause::Runner(red),
                    since: 0.0,
                },
            ),
            (None, EventKind::StepEnded { what: red }),
            (
                None,
                EventKind::TaskEnded {
                    task: TaskId(0),
                    outcome: Outcome::Done("None".into()),
                },
            ),
            (None, EventKind::Exited { code: 0 }),
        ];
        let events = kinds.into_iter().map(|(line, kind)| Event {
            at: 0.0,
            runner: None,
            line,
            kind,
        });
        Trace {
            events: events.collect(),
        }
    }

    #[test]
    fn a_step_says_what_it_made_ready() {
        let trace = trace();
        let order = Order::of(&trace, &Timeline::of(&trace));
        assert_eq!(
            told(&trace, &order, 10),
            [
                "Step 1: the script runs, line 9; made ready: red",
                "Step 2, turn 1: red runs, line 5; made ready: _done_callback",
            ]
        );
        assert_eq!(
            sentence(&trace, &order, 1, 0).as_deref(),
            Some(
                "red: running, step 2, turn 1, line 5, made ready _done_callback, wrote red 1, at 0.0 s"
            )
        );
        assert_eq!(sentence(&trace, &order, 1, 1).as_deref(), Some("red: done"));
    }
}
