//! Spans in words: for cards, for labels inside spans, and for those who listen.

use trace::{Holder, Lane, Outcome, Owner, Runner, Seconds, Span, State, Timeline, number::spoken};

/// The state's name in the legend.
pub fn state(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Waiting => "waiting",
        State::Ready => "ready, held",
        State::Blocking => "blocking",
        State::Idle => "idle",
    }
}

/// What a span's owner did: `waiting for sleep`, `ready, held by brew`, `blocking the loop: time.sleep(5)`.
pub fn doing(owner: Owner, span: &Span) -> String {
    let what = span.what.as_str();
    match (span.state, owner) {
        (State::Running, Owner::Loop) => "busy".to_owned(),
        (State::Running, _) => "running".to_owned(),
        (State::Waiting, _) if what.is_empty() => "waiting".to_owned(),
        (State::Waiting, _) if span.is_eternal() => format!("waiting for {what}, for ever"),
        (State::Waiting, _) => format!("waiting for {what}"),
        (State::Ready, _) if span.held_by.is_empty() => "ready".to_owned(),
        (State::Ready, _) => format!("ready, {}", held_by(&span.held_by)),
        (State::Blocking, Owner::Loop) => format!("held: {what}"),
        (State::Blocking, _) => format!("blocking the loop: {what}"),
        (State::Idle, _) => "idle".to_owned(),
    }
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

/// How a task ended, in one sentence: `latte: done at 2.0 s, result 'ready'`.
pub fn end_sentence(lane: &Lane) -> Option<String> {
    let (at, outcome) = lane.ended.as_ref()?;
    let (how, detail) = ended(outcome);
    let text = format!("{}: {how} at {}", lane.name, spoken(*at));
    Some(match detail {
        Some((word, detail)) => format!("{text}, {word} {detail}"),
        None => text,
    })
}

/// The word for an end, and the result or the error with its name.
pub fn ended(outcome: &Outcome) -> (&'static str, Option<(&'static str, &str)>) {
    match outcome {
        Outcome::Done(result) => ("done", Some(("result", result))),
        Outcome::Failed(error) => ("failed", Some(("error", error))),
        Outcome::Cancelled => ("cancelled", None),
    }
}

/// What a span may say inside itself, the longest first; the first one that fits is drawn.
pub fn labels(span: &Span) -> [String; 2] {
    let short = match span.state {
        State::Waiting | State::Blocking => span.what.clone(),
        State::Ready if span.held_by.is_empty() => String::new(),
        State::Ready => held_by(&span.held_by),
        State::Running | State::Idle => String::new(),
    };
    let long = match (span.state, span.line) {
        (State::Blocking, Some(line)) => format!("{short}  line {line}"),
        _ => String::new(),
    };
    [long, short]
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
    /// The card of a span of a lane, or of the lane's end where the index is behind the last span.
    pub fn of(timeline: &Timeline, lane: usize, span: usize) -> Option<Self> {
        let lane = timeline.lanes.get(lane)?;
        let coroutine = Some(&lane.coroutine)
            .filter(|coroutine| !coroutine.is_empty() && **coroutine != lane.name)
            .map(|coroutine| format!("{coroutine}()"));
        let Some(span) = lane.spans.get(span) else {
            let (at, outcome) = lane.ended.as_ref()?;
            let (how, detail) = ended(outcome);
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
            facts: facts(timeline, lane, span),
        })
    }
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
        let (how, detail) = ended(outcome);
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
mod tests {
    use super::super::sample::{lane, loop_lane, span, timeline};
    use super::*;
    use trace::TaskId;

    fn holder(task: u32, name: &str, call: &str, line: u32) -> Holder {
        Holder {
            runner: Runner::Task(TaskId(task)),
            name: name.to_owned(),
            call: Some(call.to_owned()),
            line: Some(line),
        }
    }

    fn bar() -> Timeline {
        let sleep = Span {
            what: "sleep".to_owned(),
            line: Some(7),
            until: Some(2.0),
            ..span(State::Waiting, 0.0, 2.0)
        };
        let ready = Span {
            held_by: vec![holder(0, "brew", "time.sleep(5)", 3)],
            ..span(State::Ready, 2.0, 5.0)
        };
        let blocking = Span {
            what: "time.sleep(5)".to_owned(),
            line: Some(3),
            ..span(State::Blocking, 0.0, 5.0)
        };
        timeline(vec![
            loop_lane(vec![blocking.clone()]),
            lane(0, "brew", 0, vec![blocking]),
            lane(
                1,
                "latte",
                0,
                vec![sleep, ready, span(State::Running, 5.0, 5.0)],
            ),
        ])
    }

    #[test]
    fn a_span_is_one_sentence() {
        let timeline = bar();
        let said = |lane: usize, span: usize| {
            let lane = &timeline.lanes[lane];
            sentence(lane, &lane.spans[span])
        };
        assert_eq!(
            said(2, 0),
            "latte: waiting for sleep, 0.0 s to 2.0 s, line 7"
        );
        assert_eq!(said(2, 1), "latte: ready, held by brew, 2.0 s to 5.0 s");
        assert_eq!(said(2, 2), "latte: running at 5.0 s");
        assert_eq!(
            said(1, 0),
            "brew: blocking the loop: time.sleep(5), 0.0 s to 5.0 s, line 3"
        );
        assert_eq!(
            said(0, 0),
            "loop: held: time.sleep(5), 0.0 s to 5.0 s, line 3"
        );
        assert_eq!(
            end_sentence(&timeline.lanes[2]).as_deref(),
            Some("latte: done at 5.0 s, result None")
        );
    }

    #[test]
    fn a_wait_that_ended_early_says_what_it_was_to_be() {
        let wait = Span {
            what: "sleep".to_owned(),
            until: Some(9.0),
            ..span(State::Waiting, 0.0, 2.0)
        };
        let lane = lane(0, "latte", 0, vec![wait.clone()]);
        assert_eq!(
            sentence(&lane, &wait),
            "latte: waiting for sleep, 0.0 s to 2.0 s, due at 9.0 s"
        );
    }

    #[test]
    fn a_card_tells_who_held_the_loop_and_for_how_long() {
        let card = Card::of(&bar(), 2, 1).expect("a span");
        assert_eq!(card.title, "ready, held by brew");
        assert!(
            card.facts.contains(&(
                "held by",
                "brew: time.sleep(5), line 3, for 3.0 s".to_owned()
            )),
            "{card:?}"
        );
    }

    #[test]
    fn several_holders_share_the_time() {
        let mut timeline = bar();
        let held = vec![
            holder(0, "brew", "time.sleep(5)", 3),
            holder(2, "wash", "time.sleep(1)", 9),
        ];
        timeline.lanes[2].spans[1].held_by = held;
        timeline
            .lanes
            .push(lane(2, "wash", 0, vec![span(State::Blocking, 4.0, 4.5)]));
        timeline.lanes[1].spans[0].to = 4.0;
        let card = Card::of(&timeline, 2, 1).expect("a span");
        assert_eq!(card.title, "ready, held by brew and wash");
        let held: Vec<_> = card
            .facts
            .iter()
            .filter(|(name, _)| *name == "held by")
            .map(|(_, text)| text.as_str())
            .collect();
        assert_eq!(
            held,
            [
                "brew: time.sleep(5), line 3, for 2.0 s",
                "wash: time.sleep(1), line 9, for 0.5 s"
            ]
        );
    }

    #[test]
    fn the_last_span_and_the_end_tell_the_result() {
        for span in [2, 3] {
            let card = Card::of(&bar(), 2, span).expect("a card");
            assert!(
                card.facts.contains(&("result", "None".to_owned())),
                "{card:?}"
            );
        }
        assert_eq!(Card::of(&bar(), 0, 7), None);
        assert_eq!(Card::of(&bar(), 9, 0), None);
    }

    #[test]
    fn labels_are_short() {
        let timeline = bar();
        let drawn = |lane: usize, span: usize| labels(&timeline.lanes[lane].spans[span]);
        assert_eq!(drawn(2, 0), ["", "sleep"]);
        assert_eq!(drawn(2, 1), ["", "held by brew"]);
        assert_eq!(drawn(2, 2), ["", ""]);
        assert_eq!(drawn(1, 0), ["time.sleep(5)  line 3", "time.sleep(5)"]);
    }
}
