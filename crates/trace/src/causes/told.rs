//! The ways of causes in words.

use super::{
    Causes,
    limiter::limiters,
    path::{Leg, Why, critical},
};
use crate::{
    connection::ConnectionId,
    event::{Cause, EventKind, Runner, Trace},
    hold::RESOLUTION,
    lane::Owner,
    number::{bytes as bytes_of, spoken},
    order::{Doer, Order},
    step::BLOCKING_THRESHOLD,
    wires::Wires,
    words::waited_for,
};

/// So many legs are told one by one.
const MOST: usize = 3;

/// What a runner is called: as its lane is, a callback by its function.
pub fn name(trace: &Trace, order: &Order, causes: &Causes, who: Runner) -> String {
    let owner = match who {
        Runner::Script => return "the script".to_owned(),
        Runner::Task(task) => Owner::Task(task),
        Runner::Thread(thread) => Owner::Thread(thread),
        Runner::Callback(_) => {
            let label = causes
                .callbacks
                .get(&who)
                .map(|(_, event)| &trace.events[*event].kind);
            return match label {
                Some(EventKind::CallbackCreated { label, .. }) => {
                    let short = label.rsplit("<locals>.").next().unwrap_or(label);
                    format!("the callback {short}")
                }
                _ => "a callback".to_owned(),
            };
        }
    };
    let lane = order.lanes.lanes.iter().find(|lane| lane.owner == owner);
    lane.map_or_else(|| "asyncio.run".to_owned(), |lane| lane.name.clone())
}

/// What a leg did, without who and how long: `sleep`, `time.sleep(3)`, `computing`.
pub fn what(trace: &Trace, order: &Order, causes: &Causes, leg: &Leg) -> String {
    let task = |task| name(trace, order, causes, Runner::Task(task));
    match leg.why {
        Why::Code => {
            let column = &order.columns[leg.column];
            let call = column
                .events
                .clone()
                .find_map(|index| match &trace.events[index].kind {
                    EventKind::Blocked { call, seconds } if *seconds >= BLOCKING_THRESHOLD => {
                        Some(call.text.clone())
                    }
                    EventKind::Held { call, .. } => Some(call.text.clone()),
                    _ => None,
                });
            call.unwrap_or_else(|| "computing".to_owned())
        }
        Why::Timer | Why::Device => match &trace.events[leg.event].kind {
            EventKind::Suspended { wait, .. } | EventKind::ThreadWaits { wait, .. } => {
                waited_for(wait, task)
            }
            _ if leg.why == Why::Timer => "a timer".to_owned(),
            _ => "a device".to_owned(),
        },
        Why::Led => "running".to_owned(),
    }
}

/// One leg in a sentence without a full stop: `latte: sleep, 0.0 s to 2.0 s`.
pub fn leg(trace: &Trace, order: &Order, causes: &Causes, leg: &Leg) -> String {
    let who = name(trace, order, causes, leg.who);
    let what = what(trace, order, causes, leg);
    let span = format!("{} to {}", spoken(leg.from), spoken(leg.to));
    match leg.why {
        Why::Timer | Why::Device => format!("{who} waited for {what}, {span}"),
        Why::Code => format!("{who} had the thread: {what}, {span}"),
        Why::Led => {
            let because = because(trace, order, causes, leg.column, leg.who)
                .map(|because| format!(", {because}"))
                .unwrap_or_default();
            let held = if leg.held {
                ", after others had the thread"
            } else {
                ""
            };
            format!("{who} ran at {}{because}{held}", spoken(leg.from))
        }
    }
}

/// What let a column's step run: `woken by latte`, `its timer came`. None where it went on by itself.
pub fn because(
    trace: &Trace,
    order: &Order,
    causes: &Causes,
    column: usize,
    who: Runner,
) -> Option<String> {
    let by = causes.lets.get(column).copied().flatten()?;
    let named = |whom| name(trace, order, causes, whom);
    // A callback of the library's only hands on what another began.
    let cause = match by.cause {
        Cause::Runner(Runner::Callback(_)) => {
            causes.behind(order, trace, by.event).1.unwrap_or(by.cause)
        }
        cause => cause,
    };
    match cause {
        Cause::Runner(whom) if whom == who => None,
        Cause::Runner(whom) => {
            let verb = match causes.created(who) == Some(by.event) {
                true => "created by",
                false => "woken by",
            };
            Some(format!("{verb} {}", named(whom)))
        }
        Cause::Cancel(whom) => Some(format!("cancelled by {}", named(whom))),
        Cause::Timer(_) => Some("its timer came".to_owned()),
        Cause::Device(device) => Some(format!("completed by {}", device.name())),
        Cause::Connection(connection) => Some(format!(
            "woken by {}",
            came_from(&causes.wires, connection, by.event)
        )),
    }
}

/// A connection that made somebody ready, and what was there: `127.0.0.1:54321: 38 bytes`.
pub fn came_from(wires: &Wires, connection: ConnectionId, event: usize) -> String {
    let name = wires.name(connection);
    match wires.arrived(connection, event) {
        Some(bytes) => format!("{name}: {}", bytes_of(bytes as usize)),
        None => name,
    }
}

/// What bounds the total of a run, as it follows "bounded by": its critical path's legs that took time. None where it took
/// none.
pub fn bounded_by(trace: &Trace, order: &Order, causes: &Causes) -> Option<String> {
    let path = critical(trace, order, causes);
    let legs: Vec<&Leg> = path
        .iter()
        .filter(|leg| leg.length() > RESOLUTION)
        .collect();
    let said = |leg: &Leg| {
        let who = name(trace, order, causes, leg.who);
        let line = leg
            .line
            .map(|line| format!(", line {line}"))
            .unwrap_or_default();
        let what = what(trace, order, causes, leg);
        format!("{who}: {what} for {}{line}", spoken(leg.length()))
    };
    // The same thing on the same line again and again is told once.
    let mut kinds: Vec<(String, Option<u32>, usize, f64)> = Vec::new();
    for leg in &legs {
        let what = what(trace, order, causes, leg);
        match kinds
            .iter_mut()
            .find(|(same, line, ..)| *same == what && *line == leg.line)
        {
            Some((_, _, count, sum)) => {
                *count += 1;
                *sum += leg.length();
            }
            None => kinds.push((what, leg.line, 1, leg.length())),
        }
    }
    let text = match legs.as_slice() {
        [] => return None,
        few if few.len() <= MOST => {
            let said: Vec<String> = few.iter().map(|leg| said(leg)).collect();
            said.join("; then ")
        }
        many => {
            kinds.sort_by(|one, other| other.3.total_cmp(&one.3));
            let (what, line, count, sum) = &kinds[0];
            let line = line
                .map(|line| format!(" on line {line}"))
                .unwrap_or_default();
            let times = if *count > 1 {
                format!("{count} × ")
            } else {
                String::new()
            };
            let rest = many.len() - count;
            let rest = match rest {
                0 => String::new(),
                rest => format!(", and {rest} more"),
            };
            format!(
                "{times}{what}{line}, one after the other: {} in all{rest}",
                spoken(*sum)
            )
        }
    };
    Some(match limiter(trace) {
        Some(limiter) => format!("{text}; {limiter}"),
        None => text,
    })
}

/// The limiter that most was waited at, and what one place more would give; none where that would be nothing.
pub fn limiter(trace: &Trace) -> Option<String> {
    let found = limiters(trace).into_iter().next()?;
    (found.end - found.with_one_more > RESOLUTION).then(|| {
        let places = match found.places {
            1 => "1 place".to_owned(),
            places => format!("{places} places"),
        };
        format!(
            "the {} has {places}: with one more, the {} turns at it would end at {} instead of {}",
            found.name,
            found.taken,
            spoken(found.with_one_more),
            spoken(found.end)
        )
    })
}

/// The column at which a span's reason is to be found: that of a step itself; of a wait, and of being ready, the step that
/// ended it. `event` is the one that began the span.
pub fn column_of_span(order: &Order, owner: Owner, event: usize, is_step: bool) -> Option<usize> {
    let first = order.column_of(event)?;
    let who = match owner {
        Owner::Task(task) => Runner::Task(task),
        Owner::Thread(thread) => Runner::Thread(thread),
        Owner::Loop | Owner::Heart | Owner::Connection(..) => return is_step.then_some(first),
    };
    let from = if is_step { first } else { first + 1 };
    (from..order.columns.len()).find(|column| order.columns[*column].doer == Doer::Step(who))
}
