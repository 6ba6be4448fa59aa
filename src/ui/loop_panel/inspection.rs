//! All that is known of one task at a moment, in words.

use trace::{
    Causes, Doing, Moment, Order, Outcome, Runner, Seconds, TaskId, Trace,
    causes::{
        path::leads_to,
        told::{came_from, column_of_span, leg, name},
    },
    number::spoken,
};

/// So many legs of the way that led to it are told.
const LEGS: usize = 8;
/// So many variables of a frame are shown.
const LOCALS: usize = 8;

/// A line with a place to go to.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// In words.
    pub text: String,
    /// How far it is indented.
    pub depth: usize,
    /// The script's line.
    pub line: Option<u32>,
    /// The moment in virtual seconds, and the event there.
    pub place: Option<(Seconds, usize)>,
}

impl Fact {
    fn said(text: String) -> Self {
        Self {
            text,
            depth: 0,
            line: None,
            place: None,
        }
    }
}

/// A frame of its await stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The function.
    pub function: String,
    /// The script's line; none in the library.
    pub line: Option<u32>,
    /// Variables and their values.
    pub locals: Vec<(String, String)>,
}

/// A task, inspected.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// Its name.
    pub name: String,
    /// Its coroutine, called.
    pub coroutine: String,
    /// What it does, in words; how it ended, with its result or error.
    pub state: String,
    /// The state's word, as the style sheet names it.
    pub standing: &'static str,
    /// What it waits for, down to the last.
    pub waits: Vec<Fact>,
    /// Where it is suspended, outermost frame first.
    pub stack: Vec<Level>,
    /// Who created it, who woke it last, who asked for its end.
    pub origins: Vec<Fact>,
    /// What led to the selected span: why it did not happen earlier. The last first.
    pub why: Vec<Fact>,
}

/// What is looked at, besides the moment.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// What happened.
    pub trace: &'a Trace,
    /// The same in columns.
    pub order: &'a Order,
    /// What led to what.
    pub causes: &'a Causes,
}

impl Inspection {
    /// Of a task, if it exists at the moment. `span` is the event that began the span that is asked about, and whether that
    /// is a step.
    pub fn of(
        moment: &Moment<'_>,
        task: TaskId,
        span: Option<(usize, bool)>,
        sources: Sources<'_>,
    ) -> Option<Self> {
        let now = moment.task(task)?;
        let here = moment.event()?;
        let Sources {
            trace,
            order,
            causes,
        } = sources;
        let what = Runner::Task(task);
        let (standing, state) = match now.doing {
            Doing::Running => ("running", "runs".to_owned()),
            Doing::Ready { since } => ("ready", format!("ready since {}", spoken(since))),
            Doing::Waiting { since, wait } => (
                "waiting",
                format!(
                    "waits since {} for {}",
                    spoken(since),
                    moment.waited_for(wait)
                ),
            ),
            Doing::Ended { at, outcome } => match outcome {
                Outcome::Done(result) => {
                    ("done", format!("done at {}, result {result}", spoken(at)))
                }
                Outcome::Failed(error) => ("failed", format!("failed at {}: {error}", spoken(at))),
                Outcome::Cancelled => ("cancelled", format!("cancelled at {}", spoken(at))),
            },
        };
        let at = |event: usize| Some((trace.events[event].at, event));
        let mut origins = Vec::new();
        if let Some(event) = causes.created(what) {
            let by = now.parent.map_or(Runner::Script, Runner::Task);
            let when = trace.events[event].at;
            origins.push(Fact {
                line: trace.events[event].line,
                place: at(event),
                ..Fact::said(format!(
                    "created by {} at {}",
                    name(trace, order, causes, by),
                    spoken(when)
                ))
            });
        }
        if let Some(event) = causes.woken(what, here) {
            let (behind, cause) = causes.behind(order, trace, event);
            let who = match cause {
                Some(trace::Cause::Runner(who)) if who == what => {
                    Some("by itself: it gave way".to_owned())
                }
                Some(trace::Cause::Runner(who)) => {
                    Some(format!("by {}", name(trace, order, causes, who)))
                }
                Some(trace::Cause::Timer(_)) => Some("by its timer".to_owned()),
                Some(trace::Cause::Device(device)) => Some(format!("by {}", device.name())),
                Some(trace::Cause::Connection(connection)) => {
                    let what = came_from(&causes.wires, connection, event);
                    Some(format!("by {what}"))
                }
                Some(trace::Cause::Cancel(who)) => Some(format!(
                    "to be cancelled, by {}",
                    name(trace, order, causes, who)
                )),
                None => None,
            };
            if let Some(who) = who {
                origins.push(Fact {
                    line: trace.events[behind].line,
                    place: at(behind),
                    ..Fact::said(format!(
                        "last made ready {who} at {}",
                        spoken(trace.events[event].at)
                    ))
                });
            }
        }
        if let Some(event) = moment.cancelling(task) {
            let by = trace.events[event].runner.unwrap_or(Runner::Script);
            origins.push(Fact {
                line: trace.events[event].line,
                place: at(event),
                ..Fact::said(format!(
                    "{} asked for its cancelling at {}: not delivered yet",
                    name(trace, order, causes, by),
                    spoken(trace.events[event].at)
                ))
            });
        }
        let waits = moment.waits_of(task).into_iter().map(|waits| {
            let who = moment.name(waits.who);
            let text = match waits.holds {
                Some(since) => {
                    let then = if waits.text.is_empty() {
                        String::new()
                    } else {
                        format!("; {}", waits.text)
                    };
                    format!("{who} has it since {}{then}", spoken(since))
                }
                None => format!("{who} {}", waits.text),
            };
            Fact {
                depth: waits.depth,
                line: waits.line,
                ..Fact::said(text)
            }
        });
        let column = span.and_then(|(event, is_step)| {
            column_of_span(order, trace::Owner::Task(task), event, is_step)
        });
        let why = column.map(|column| {
            let mut legs = leads_to(trace, order, causes, column);
            legs.reverse();
            legs.truncate(LEGS);
            let fact = |found: &trace::causes::path::Leg| Fact {
                line: found.line,
                place: Some((found.from, found.event)),
                ..Fact::said(leg(trace, order, causes, found))
            };
            legs.iter().map(fact).collect()
        });
        let levels = now.stack.iter().map(|frame| Level {
            function: frame.function.clone(),
            line: frame.line,
            locals: frame
                .locals
                .iter()
                .take(LOCALS)
                .map(|local| (local.name.clone(), local.value.clone()))
                .collect(),
        });
        Some(Self {
            name: now.name.to_owned(),
            coroutine: format!("{}()", now.coroutine),
            state,
            standing,
            waits: waits.collect(),
            stack: levels.collect(),
            origins,
            why: why.unwrap_or_default(),
        })
    }
}

#[cfg(test)]
#[path = "inspection_tests.rs"]
mod tests;
