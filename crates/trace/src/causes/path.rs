//! The chain of causes that a step rests on, walked back: why it did not run earlier. From the last step of a run it is
//! the critical path, that bounds the total.

use super::Causes;
use crate::{
    event::{Cause, EventKind, Runner, Seconds, Trace},
    hold::RESOLUTION,
    order::{Doer, Order},
    step::BLOCKING_THRESHOLD,
};

/// At most so many links are walked back.
const LONGEST: usize = 200_000;

/// What a leg of the way was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// A timer ran.
    Timer,
    /// A device was at work, or something outside that the trace does not show.
    Device,
    /// Code had the thread: it computed, or a call blocked it.
    Code,
    /// A step in no time: it created or woke what comes next on the way.
    Led,
}

/// One leg of the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// Whose.
    pub who: Runner,
    /// What it was.
    pub why: Why,
    /// From when, in virtual seconds.
    pub from: Seconds,
    /// To when.
    pub to: Seconds,
    /// The script's line.
    pub line: Option<u32>,
    /// The event that began it: what waits or runs says there what it does.
    pub event: usize,
    /// The column that it led to, or that it is.
    pub column: usize,
    /// It was ready, and others had the thread.
    pub held: bool,
}

impl Leg {
    /// How long it took, in virtual seconds.
    pub fn length(&self) -> Seconds {
        self.to - self.from
    }
}

/// The way that led to a column's step, in the order of time; the step itself is the last leg.
pub fn leads_to(trace: &Trace, order: &Order, causes: &Causes, column: usize) -> Vec<Leg> {
    let mut legs = Vec::new();
    let mut next = (column < order.columns.len()).then_some(column);
    while let Some(here) = next {
        if legs.len() >= LONGEST {
            break;
        }
        next = step(trace, order, causes, here, &mut legs).filter(|before| *before < here);
    }
    legs.reverse();
    legs
}

/// The critical path of a run: what led to the last step of the script's own.
pub fn critical(trace: &Trace, order: &Order, causes: &Causes) -> Vec<Leg> {
    let own = |doer: Doer| match doer {
        Doer::Step(Runner::Callback(_)) | Doer::Idle | Doer::CleanUp => false,
        Doer::Step(_) => true,
    };
    let last = order.columns.iter().rposition(|column| own(column.doer));
    last.map(|last| leads_to(trace, order, causes, last))
        .unwrap_or_default()
}

/// Notes the legs of a column, the last first, and says from which column it came.
fn step(
    trace: &Trace,
    order: &Order,
    causes: &Causes,
    here: usize,
    legs: &mut Vec<Leg>,
) -> Option<usize> {
    let column = &order.columns[here];
    let Doer::Step(who) = column.doer else {
        // What idles is passed over: the wait that it was for is a leg of its own.
        return here.checked_sub(1);
    };
    let takes = column.to - column.from;
    let by = causes.lets[here];
    let held = by.is_some_and(|by| column.from > by.since + RESOLUTION);
    legs.push(Leg {
        who,
        why: if takes > RESOLUTION {
            Why::Code
        } else {
            Why::Led
        },
        from: column.from,
        to: column.to,
        line: busiest(trace, order, here),
        event: column.events.start,
        column: here,
        held,
    });
    let Some(by) = by else {
        return here.checked_sub(1);
    };
    // Since it could run, others did.
    if held {
        return here.checked_sub(1);
    }
    let mut wait = |why, event: usize| {
        let begun = &trace.events[event];
        let owner = causes.owner(who);
        legs.push(Leg {
            who: owner,
            why,
            from: begun.at,
            to: column.from,
            line: begun.line,
            event: causes.waited(owner, here_event(column)).unwrap_or(event),
            column: here,
            held: false,
        });
        order.column_of(event)
    };
    match by.cause {
        Cause::Runner(_) | Cause::Cancel(_) => order.column_of(by.event),
        Cause::Timer(timer) => match causes.timer_set(timer) {
            Some(set) => wait(Why::Timer, set),
            None => here.checked_sub(1),
        },
        Cause::Device(_) | Cause::Connection(_) => match causes.waited(who, by.event) {
            Some(began) => wait(Why::Device, began),
            None => here.checked_sub(1),
        },
    }
}

fn here_event(column: &crate::order::Column) -> usize {
    column.events.start
}

/// The line on which a column spent its time; else its first.
fn busiest(trace: &Trace, order: &Order, here: usize) -> Option<u32> {
    let column = &order.columns[here];
    let slow = column.events.clone().find_map(|index| {
        let event = &trace.events[index];
        match event.kind {
            EventKind::Blocked { seconds, .. } | EventKind::Computed { seconds }
                if seconds >= BLOCKING_THRESHOLD =>
            {
                event.line
            }
            _ => None,
        }
    });
    slow.or(column.lines.map(|(first, _)| first))
}
