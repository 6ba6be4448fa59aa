//! Why one variant took as long as it did, beside the others: totals and a sentence each.
//!
//! A sentence says only what the traces support. A difference that has no single cause gets its figures and
//! no cause.

use super::{
    account::Account,
    causes::told::limiter,
    event::{EventKind, Seconds, Trace},
    happenings::Happenings,
    hold::RESOLUTION,
    lane::{Holder, Lane, Span, State, Timeline},
    number::{bare, spoken},
};

/// A cause must account for this share of a difference.
const MOST: f64 = 0.95;
/// A task that was kept from running for less than this share of the total explains nothing.
const WORTH_TELLING: f64 = 0.05;
/// Longer messages of exceptions are cut: behind the alternative that those name which say what is not available.
const LONGEST_MESSAGE: usize = 200;

/// The run of one variant.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The variant's name.
    pub name: &'a str,
    /// Its trace.
    pub trace: &'a Trace,
    /// The trace's timeline.
    pub timeline: &'a Timeline,
}

/// What there is to say about one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// How long it took, in virtual seconds.
    pub total: Seconds,
    /// Why, beside the others; without a full stop. `None` where there is nothing to add to the total.
    pub sentence: Option<String>,
}

/// What comparing takes time to find out of one run, beside the others or not.
#[derive(Clone, Debug)]
pub struct Known {
    account: Account,
    happened: Happenings,
    /// What bounds it, where that is one limiter; once that was looked for.
    limiter: Option<Option<String>>,
}

impl Known {
    /// The half of it, of a run in which this has happened.
    pub fn of(run: &Run<'_>, happened: Happenings) -> Self {
        Self {
            account: Account::of(run.trace, run.timeline),
            happened,
            limiter: None,
        }
    }

    /// The other half.
    pub fn complete(&mut self, trace: &Trace) {
        self.limiter.get_or_insert_with(|| limiter(trace));
    }

    /// Whether both halves are there.
    pub fn is_complete(&self) -> bool {
        self.limiter.is_some()
    }
}

/// One verdict for each run, in the same order. The slowest run that came to its end is what the others are
/// measured by; of several, the first.
pub fn compare(runs: &[Run<'_>]) -> Vec<Verdict> {
    let known = runs.iter();
    let known: Vec<Known> = known
        .map(|run| {
            let mut known = Known::of(run, Happenings::of(run.trace));
            known.complete(run.trace);
            known
        })
        .collect();
    compare_known(runs, &known.iter().collect::<Vec<_>>())
}

/// The same, where what takes time is known: of each run, in the same order.
pub fn compare_known(runs: &[Run<'_>], known: &[&Known]) -> Vec<Verdict> {
    let ends: Vec<End> = runs.iter().map(|run| End::of(run)).collect();
    let happened: Vec<&Happenings> = known.iter().map(|known| &known.happened).collect();
    // What happened in all of them explains no difference.
    let told: Vec<Option<String>> = happened.iter().map(|happened| happened.told()).collect();
    let own = |index: usize| {
        let same = told.iter().all(|other| *other == told[index]) && runs.len() > 1;
        told[index].clone().filter(|_| !same)
    };
    let mut slowest: Option<usize> = None;
    for (index, run) in runs.iter().enumerate() {
        let longer = slowest
            .is_none_or(|slowest| run.timeline.end > runs[slowest].timeline.end + RESOLUTION);
        if ends[index] == End::Over && longer {
            slowest = Some(index);
        }
    }
    let sentence = |index: usize| {
        let run = &runs[index];
        match &ends[index] {
            End::Open => None,
            End::Stopped => Some(format!(
                "stopped at {}, before it was over",
                spoken(run.timeline.end)
            )),
            End::Failed(how) => Some(format!("failed at {}{how}", spoken(run.timeline.end))),
            End::Over => {
                let slowest = slowest?;
                let mine = (run, known[index]);
                if slowest == index {
                    own(index)
                        .or_else(|| cause_of_length(mine))
                        .map(|cause| format!("{}: {cause}", spoken(run.timeline.end)))
                } else if has_no_tasks(run) {
                    Some("no task ran".to_owned())
                } else {
                    let first = |index: usize| happened[index].first_output;
                    let sooner = first(index).zip(first(slowest));
                    let cause = own(index).or_else(|| answered(run, &runs[slowest], sooner));
                    Some(beside(mine, (&runs[slowest], known[slowest]), cause))
                }
            }
        }
    };
    (0..runs.len())
        .map(|index| Verdict {
            total: runs[index].timeline.end,
            sentence: sentence(index),
        })
        .collect()
}

type Told<'a> = (&'a Run<'a>, &'a Known);

/// How a run came to its end.
#[derive(Debug, PartialEq)]
enum End {
    Over,
    /// An exception; where and which, to follow the time.
    Failed(String),
    /// From outside.
    Stopped,
    /// It still runs.
    Open,
}

impl End {
    fn of(run: &Run<'_>) -> Self {
        // The last events tell: a failure is followed by the exit, and at most by what is written meanwhile.
        let mut exited = false;
        for event in run.trace.events.iter().rev() {
            match &event.kind {
                EventKind::Interrupted { .. } => return Self::Stopped,
                EventKind::Exited { .. } => exited = true,
                EventKind::Output { .. }
                | EventKind::Typed { .. }
                | EventKind::CommandEnded { .. }
                | EventKind::Warning { .. } => {}
                EventKind::ScriptFailed { message, .. } => {
                    let line = event.line.map(|line| format!(" on line {line}"));
                    return Self::Failed(format!(
                        "{}: {}",
                        line.unwrap_or_default(),
                        short(message)
                    ));
                }
                _ => break,
            }
        }
        if exited { Self::Over } else { Self::Open }
    }
}

/// Whether nothing ever ran on a loop.
fn has_no_tasks(run: &Run<'_>) -> bool {
    let mut lanes = run.timeline.lanes.iter();
    run.timeline.end <= RESOLUTION && !lanes.any(|lane| lane.owner.is_the_scripts())
}

/// `the first answer came at 1.0 s instead of 3.0 s`, where that is all the difference: both take as long.
fn answered(run: &Run<'_>, slowest: &Run<'_>, first: Option<(Seconds, Seconds)>) -> Option<String> {
    let (own, theirs) = first?;
    let as_long = spoken(run.timeline.end) == spoken(slowest.timeline.end);
    (as_long && own + RESOLUTION < theirs).then(|| {
        format!(
            "the first answer came at {} instead of {}",
            spoken(own),
            spoken(theirs)
        )
    })
}

/// A run beside the slowest.
fn beside(own: Told<'_>, slowest: Told<'_>, happened: Option<String>) -> String {
    let (total, longest) = (spoken(own.0.timeline.end), spoken(slowest.0.timeline.end));
    let (mut text, cause) = if total == longest {
        let cause = happened.or_else(|| cause_of_length(own));
        (format!("{total}, as long as {}", slowest.0.name), cause)
    } else {
        let cause = happened.or_else(|| cause_of_saving(own, slowest));
        (format!("{total} instead of {longest}"), cause)
    };
    if let Some(cause) = cause {
        text.push_str(": ");
        text.push_str(&cause);
    }
    text
}

/// Why a run is faster than the slowest.
fn cause_of_saving((run, own): Told<'_>, (slowest, theirs): Told<'_>) -> Option<String> {
    let (own, theirs) = (&own.account, &theirs.account);
    let saved = slowest.timeline.end - run.timeline.end;
    let explains = |part: Seconds| part >= MOST * saved;
    if explains(own.waits_at_once - theirs.waits_at_once) {
        return Some(overlap(own));
    }
    if explains(own.waited_while_held - theirs.waited_while_held) {
        return Some("its waits go on while code holds the loop".to_owned());
    }
    // Sums are a reason only where each wait began after the one before had ended.
    let in_a_row = own.waits_at_once <= RESOLUTION && theirs.waits_at_once <= RESOLUTION;
    if in_a_row && explains(theirs.waited - own.waited) {
        return if own.waits == 0 {
            // What is waited for outside takes time as well, and is in no sum.
            (!own.waits_otherwise).then(|| "nothing waits".to_owned())
        } else {
            Some(format!(
                "its waits add up to {}, not {}",
                spoken(own.waited),
                spoken(theirs.waited)
            ))
        };
    }
    if explains(theirs.held - own.held) {
        return Some(if own.held <= RESOLUTION {
            "no code takes time".to_owned()
        } else {
            format!(
                "its code takes {}, not {}",
                spoken(own.held),
                spoken(theirs.held)
            )
        });
    }
    None
}

/// `the waits of espresso and latte overlap from 0.0 to 2.0`
fn overlap(account: &Account) -> String {
    let whose = match account.overlapping.as_slice() {
        [one, other] if one != other => format!("{one} and {other}"),
        [one, other, third] if one != other && other != third && one != third => {
            format!("{one}, {other} and {third}")
        }
        many => format!("{} tasks", many.len()),
    };
    match account.overlaps.as_slice() {
        [once] => format!(
            "the waits of {whose} overlap from {} to {}",
            bare(once.from),
            bare(once.to)
        ),
        often => {
            let length = often.iter().map(|each| each.to - each.from).sum();
            format!("the waits of {whose} overlap for {} in all", spoken(length))
        }
    }
}

/// Why a run took as long as it did, by itself.
fn cause_of_length((run, known): Told<'_>) -> Option<String> {
    let (account, limited) = (&known.account, || known.limiter.clone().flatten());
    starved(run)
        .or_else(|| held(run))
        .or_else(limited)
        .or_else(|| {
            let in_a_row = account.waits > 1 && account.waits_at_once <= RESOLUTION;
            // The waits must be what the time went to.
            (in_a_row && account.waited >= MOST * run.timeline.end)
                .then(|| "each wait begins after the one before has ended".to_owned())
        })
}

/// The task that was kept from running for the longest, and by whom.
fn starved(run: &Run<'_>) -> Option<String> {
    let tasks = run
        .timeline
        .lanes
        .iter()
        .filter(|lane| lane.owner.is_the_scripts());
    let mut longest: Option<(&Lane, usize)> = None;
    for lane in tasks {
        for (index, span) in lane.spans.iter().enumerate() {
            let longer = longest
                .is_none_or(|(lane, index)| length(span) > length(&lane.spans[index]) + RESOLUTION);
            if span.state == State::Ready && !span.held_by.is_empty() && longer {
                longest = Some((lane, index));
            }
        }
    }
    let (lane, index) = longest?;
    let span = &lane.spans[index];
    if length(span) < WORTH_TELLING * run.timeline.end {
        return None;
    }
    let ran = if lane.spans.len() > index + 1 {
        format!("ran at {}", spoken(span.to))
    } else {
        "never ran".to_owned()
    };
    Some(format!(
        "{} held the loop, and {}, ready at {}, {ran}",
        holders(&span.held_by),
        lane.name,
        spoken(span.from),
    ))
}

/// The longest stretch in which code held the thread, where it makes up half of the run.
fn held(run: &Run<'_>) -> Option<String> {
    let spans = &run.timeline.lanes.first()?.spans;
    let blocking = spans.iter().filter(|span| span.state == State::Blocking);
    let longest = blocking.reduce(|longest, span| {
        if length(span) > length(longest) + RESOLUTION {
            span
        } else {
            longest
        }
    })?;
    (2.0 * length(longest) >= run.timeline.end).then(|| {
        let line = longest.line.map(|line| format!(" on line {line}"));
        format!(
            "nothing else could run during {}{}",
            longest.what,
            line.unwrap_or_default()
        )
    })
}

/// `time.sleep(3) on line 5`
fn holders(held_by: &[Holder]) -> String {
    let name = |holder: &Holder| match (&holder.call, holder.line) {
        (Some(call), Some(line)) => format!("{call} on line {line}"),
        (Some(call), None) => call.clone(),
        (None, _) => holder.name.clone(),
    };
    match held_by {
        [] => String::new(),
        [one] => name(one),
        [one, other] => format!("{} and {}", name(one), name(other)),
        [one, others @ ..] => format!("{} and {} others", name(one), others.len()),
    }
}

fn length(span: &Span) -> Seconds {
    span.to - span.from
}

fn short(message: &str) -> String {
    match message.char_indices().nth(LONGEST_MESSAGE) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message.to_owned(),
    }
}
