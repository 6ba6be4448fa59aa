//! The comparison of some runs as Markdown: to be pasted into an issue, a review, a lecture.

use crate::{
    compare::{Run, compare},
    lane::{Lane, State},
    number::spoken,
};
use std::fmt::Write;

/// Title, link, what there is to say of each run, and a table of totals.
pub fn markdown(title: &str, link: Option<&str>, runs: &[Run<'_>]) -> String {
    let verdicts = compare(runs);
    let mut text = String::new();
    let title = inline(if title.is_empty() { "Timeline" } else { title });
    let _ = match link {
        Some(link) => writeln!(text, "**[{title}]({link})**\n"),
        None => writeln!(text, "**{title}**\n"),
    };
    for (run, verdict) in runs.iter().zip(&verdicts) {
        if let Some(sentence) = &verdict.sentence {
            let _ = writeln!(text, "- *{}*: {}.", inline(run.name), inline(sentence));
        }
    }
    if verdicts.iter().any(|verdict| verdict.sentence.is_some()) {
        text.push('\n');
    }
    text.push_str(
        "| variant | total | loop held | loop idle | tasks |\n|---|---:|---:|---:|---:|\n",
    );
    for (run, verdict) in runs.iter().zip(&verdicts) {
        let lanes = &run.timeline.lanes;
        let of = |state| spoken(lanes.first().map_or(0.0, |lane| in_state(lane, state)));
        let tasks = lanes.iter().filter(|lane| lane.owner.is_the_scripts());
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            inline(run.name).replace('|', "\\|"),
            spoken(verdict.total),
            of(State::Blocking),
            of(State::Idle),
            tasks.count(),
        );
    }
    text
}

/// How long a lane was in a state, in virtual seconds.
fn in_state(lane: &Lane, state: State) -> f64 {
    let spans = lane.spans.iter().filter(|span| span.state == state);
    spans.fold(0.0, |sum, span| sum + (span.to - span.from))
}

/// Text that Markdown takes as it is.
fn inline(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' => {
                safe.push('\\');
                safe.push(character);
            }
            '\n' | '\r' => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}
