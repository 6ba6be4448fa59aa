//! Spans in words: for cards, for labels inside spans, and for those who listen.

use super::columns::{purpose, short_callback};
use trace::{
    End, Holder, Lane, Outcome, Owner, Runner, Seconds, Span, State, Timeline, number::spoken,
};

/// The state's name in the legend.
pub fn state(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Waiting => "waiting",
        State::Ready => "ready, held",
        State::Blocking => "blocking",
        State::Idle => "idle",
        State::Transfer => "bytes pass",
    }
}

/// What a span's owner did: `waiting for sleep`, `ready, held by brew`, `blocking the loop: time.sleep(5)`.
pub fn doing(owner: Owner, span: &Span) -> String {
    let what = span.what.as_str();
    if let Owner::Connection(_, end) = owner {
        return at_connection(end, span);
    }
    match (span.state, owner) {
        (State::Running, Owner::Loop) => "busy".to_owned(),
        (State::Running, _) => "running".to_owned(),
        (State::Waiting, _) if what.is_empty() => "waiting".to_owned(),
        (State::Waiting, _) => format!("waiting for {what}"),
        (State::Ready, _) if span.held_by.is_empty() => "ready".to_owned(),
        (State::Ready, _) => format!("ready, {}", held_by(&span.held_by)),
        (State::Blocking, Owner::Loop) => format!("held: {what}"),
        (State::Blocking, _) => format!("blocking the loop: {what}"),
        (State::Idle, _) => "idle".to_owned(),
        (State::Transfer, _) => what.to_owned(),
    }
}

/// What goes on at a socket: `waiting for GET /books 200`, `answering GET /books 200`, `3 to be accepted`.
fn at_connection(end: End, span: &Span) -> String {
    let what = span.what.as_str();
    let passes = span.to > span.from;
    match (span.state, end) {
        (State::Idle, End::Listens) => "listening, nobody waits".to_owned(),
        (State::Idle, _) => "idle".to_owned(),
        (State::Waiting, End::Listens) => what.to_owned(),
        // Asked over HTTP: a method and what it is for.
        (State::Waiting, End::Answers) if is_request(what) => format!("answering {what}"),
        (State::Transfer, End::Answers) if is_request(what) && passes => {
            format!("sending {what}")
        }
        (State::Transfer, _) if is_request(what) && passes => format!("receiving {what}"),
        (State::Waiting, _) => format!("waiting for {what}"),
        _ => what.to_owned(),
    }
}

fn is_request(what: &str) -> bool {
    let method = what.split(' ').next().unwrap_or_default();
    method.len() > 2 && method.bytes().all(|letter| letter.is_ascii_uppercase()) && method != "TLS"
}

/// `held by brew`, `held by brew and 2 others`.
fn held_by(holders: &[Holder]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for holder in holders {
        if !names.contains(&holder.name.as_str()) {
            names.push(&holder.name);
        }
    }
    match names[..] {
        [] => String::new(),
        [one] => format!("held by {one}"),
        [one, other] => format!("held by {one} and {other}"),
        [one, ..] => format!("held by {one} and {} others", names.len() - 1),
    }
}

/// From when to when: `0.0 s to 2.0 s`, `at 2.0 s`.
pub fn when(span: &Span) -> String {
    if span.is_eternal() {
        format!("since {}", spoken(span.from))
    } else if span.to > span.from {
        format!("{} to {}", spoken(span.from), spoken(span.to))
    } else {
        format!("at {}", spoken(span.from))
    }
}

/// The moment that a wait was to end at, where that is not when it ended.
fn other_until(span: &Span) -> Option<Seconds> {
    span.until
        .filter(|until| until.is_finite() && spoken(*until) != spoken(span.to))
}

/// All of a span in one sentence: `latte: waiting for sleep, 0.0 s to 2.0 s, line 7`.
pub fn sentence(lane: &Lane, span: &Span) -> String {
    let comma = if span.to > span.from { "," } else { "" };
    let doing = doing(lane.owner, span);
    let mut text = format!("{}: {doing}{comma} {}", lane.name, when(span));
    if let Some(until) = other_until(span) {
        text.push_str(&format!(", due at {}", spoken(until)));
    }
    if let Some(line) = span.line {
        text.push_str(&format!(", line {line}"));
    }
    text
}

/// Said of a wait that nothing ends.
const FOR_EVER: &str = "for ever";

/// The same of a wait that nothing ends: `latte: waiting for Lock.acquire, from 2.0 s for ever, line 7`.
pub fn eternal_sentence(lane: &Lane, span: &Span) -> String {
    let doing = doing(lane.owner, span);
    let line = span
        .line
        .map_or(String::new(), |line| format!(", line {line}"));
    format!(
        "{}: {doing}, from {} {FOR_EVER}{line}",
        lane.name,
        spoken(span.from)
    )
}

/// What a wait that nothing ends says inside itself.
pub fn eternal_labels(span: &Span) -> Vec<String> {
    let long = match span.what.as_str() {
        "" => String::new(),
        what => format!("{what}, {FOR_EVER}"),
    };
    vec![long, FOR_EVER.to_owned()]
}

/// How a task ended, in one sentence: `latte: done at 2.0 s, result 'ready'`.
pub fn end_sentence(lane: &Lane) -> Option<String> {
    let (at, outcome) = lane.ended.as_ref()?;
    let (how, detail) = ended(lane.owner, outcome);
    let text = format!("{}: {how} at {}", lane.name, spoken(*at));
    Some(match detail {
        Some((word, detail)) => format!("{text}, {word} {detail}"),
        None => text,
    })
}

/// The word for an end, and the result or the error with its name.
pub fn ended(owner: Owner, outcome: &Outcome) -> (&'static str, Option<(&'static str, &str)>) {
    match outcome {
        Outcome::Done(_) if matches!(owner, Owner::Connection(..)) => ("closed", None),
        Outcome::Done(result) => ("done", Some(("result", result))),
        Outcome::Failed(error) => ("failed", Some(("error", error))),
        Outcome::Cancelled => ("cancelled", None),
    }
}

/// What a span may say inside itself, the longest first; the first one that fits is drawn, and the last one is
/// shortened where none does. Lengths are told where the axis is one of `time`.
pub fn labels(span: &Span, time: bool) -> Vec<String> {
    let what = match span.state {
        State::Waiting | State::Blocking | State::Transfer => span.what.clone(),
        State::Ready if span.held_by.is_empty() => "ready".to_owned(),
        State::Ready => held_by(&span.held_by),
        State::Running if span.what.is_empty() => {
            return match span.line {
                Some(line) => vec![format!("line {line}"), line.to_string()],
                None => Vec::new(),
            };
        }
        State::Running => {
            let name = short_callback(&span.what).to_owned();
            let purpose = purpose(&span.what).map(str::to_owned);
            return [name].into_iter().chain(purpose).collect();
        }
        State::Idle if time => return Vec::new(),
        State::Idle => span.what.clone(),
    };
    if what.is_empty() {
        return Vec::new();
    }
    let mut texts = Vec::new();
    if let (State::Blocking, Some(line)) = (span.state, span.line) {
        texts.push(format!("{what}  line {line}"));
    }
    // A call says its own length.
    if time && span.state == State::Waiting && !what.contains('(') && !span.is_eternal() {
        texts.push(format!("{what}  {}", spoken(span.to - span.from)));
    }
    texts.push(what);
    texts
}

/// One span as a card shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The lane's name.
    pub name: String,
    /// The coroutine, where it says more than the name.
    pub coroutine: Option<String>,
    /// The span's state; none for an end.
    pub state: Option<State>,
    /// What its owner did, or how it ended.
    pub title: String,
    /// What more is known, each with its name.
    pub facts: Vec<(&'static str, String)>,
}

impl Card {
    /// The same of a wait that nothing ends: it has no length.
    pub fn of_eternal(timeline: &Timeline, lane: usize, span: usize) -> Option<Self> {
        let card = Self::of(timeline, lane, span)?;
        let span = timeline.lanes.get(lane)?.spans.get(span)?;
        let mut facts = vec![
            ("when", format!("from {}", spoken(span.from))),
            ("until", "nothing ends it".to_owned()),
        ];
        facts.extend(span.line.map(|line| ("line", line.to_string())));
        Some(Self {
            title: format!("{} {FOR_EVER}", card.title),
            facts,
            ..card
        })
    }

    /// The card of a span of a lane, or of the lane's end where the index is behind the last span.
    pub fn of(timeline: &Timeline, lane: usize, span: usize) -> Option<Self> {
        let number = lane;
        let lane = timeline.lanes.get(number)?;
        let coroutine = Some(&lane.coroutine)
            .filter(|coroutine| !coroutine.is_empty() && **coroutine != lane.name)
            .map(|coroutine| format!("{coroutine}()"));
        let Some(span) = lane.spans.get(span) else {
            let (at, outcome) = lane.ended.as_ref()?;
            let (how, detail) = ended(lane.owner, outcome);
            let mut facts = vec![("when", format!("at {}", spoken(*at)))];
            facts.extend(detail.map(|(word, detail)| (word, detail.to_owned())));
            return Some(Self {
                name: lane.name.clone(),
                coroutine,
                state: None,
                title: how.to_owned(),
                facts,
            });
        };
        Some(Self {
            name: lane.name.clone(),
            coroutine,
            state: Some(span.state),
            title: doing(lane.owner, span),
            facts: {
                let mut facts = facts(timeline, lane, span);
                facts.extend(served(timeline, number).map(|name| ("serves", name)));
                facts
            },
        })
    }
}

/// Whom a connection serves: it stands below.
fn served(timeline: &Timeline, lane: usize) -> Option<String> {
    let (above, [own, ..]) = timeline.lanes.split_at_checked(lane)? else {
        return None;
    };
    let Owner::Connection(_, End::Asks | End::Answers) = own.owner else {
        return None;
    };
    let is_user = |lane: &&Lane| !matches!(lane.owner, Owner::Connection(..));
    let user = above.iter().rev().find(is_user)?;
    (user.depth < own.depth && user.owner.is_the_scripts()).then(|| user.name.clone())
}

fn facts(timeline: &Timeline, lane: &Lane, span: &Span) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if span.is_eternal() {
        facts.push(("when", when(span)));
    } else if span.to > span.from {
        let range = format!("{} – {}", spoken(span.from), spoken(span.to));
        facts.push(("when", range));
        facts.push(("for", spoken(span.to - span.from)));
    } else {
        facts.push(("when", format!("at {}, in no time", spoken(span.from))));
    }
    if let Some(until) = span.until.filter(|until| until.is_finite()) {
        facts.push(("until", spoken(until)));
    }
    if let Some(line) = span.line {
        facts.push(("line", line.to_string()));
    }
    for holder in &span.held_by {
        let mut text = holder.name.clone();
        if let Some(call) = &holder.call {
            text.push_str(&format!(": {call}"));
        }
        if let Some(line) = holder.line {
            text.push_str(&format!(", line {line}"));
        }
        if let Some(seconds) = held_for(timeline, span, holder) {
            text.push_str(&format!(", for {}", spoken(seconds)));
        }
        facts.push(("held by", text));
    }
    let last = lane
        .spans
        .last()
        .is_some_and(|last| std::ptr::eq(last, span));
    if last && let Some((at, outcome)) = &lane.ended {
        let (how, detail) = ended(lane.owner, outcome);
        facts.push(("then", format!("{how} at {}", spoken(*at))));
        facts.extend(detail.map(|(word, detail)| (word, detail.to_owned())));
    }
    facts
}

/// How much of a ready span one of its holders held the loop; none where the lanes do not tell.
fn held_for(timeline: &Timeline, span: &Span, holder: &Holder) -> Option<Seconds> {
    if span.held_by.len() == 1 {
        return Some(span.to - span.from);
    }
    let Runner::Task(task) = holder.runner else {
        return None;
    };
    let lane = timeline
        .lanes
        .iter()
        .find(|lane| lane.owner == Owner::Task(task))?;
    let first = lane.spans.partition_point(|other| other.to <= span.from);
    let seconds = lane.spans[first..]
        .iter()
        .take_while(|other| other.from < span.to)
        .filter(|other| matches!(other.state, State::Running | State::Blocking))
        .map(|other| other.to.min(span.to) - other.from.max(span.from))
        .sum();
    Some(seconds)
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
