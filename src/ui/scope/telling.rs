//! A run in words, lane by lane, cut where nobody would listen any longer.

use super::{fold::Ends, outline::eternal_wait, words};
use crate::ui::time::count;
use trace::{Lane, Outcome, Owner, State, Timeline, number};

/// How many lines one variant has at most.
const LINES: usize = 400;
/// How many lines one lane has at most.
const LINES_OF_LANE: usize = 60;

/// One lane in words.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneInWords {
    /// Its name.
    pub name: String,
    /// Its spans and its end.
    pub lines: Vec<Line>,
    /// What was left out, in words; empty where nothing was.
    pub rest: String,
}

/// One span, or the end of a task.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// A sentence.
    pub text: String,
    /// A word for the style sheet and the tests.
    pub state: &'static str,
}

/// One variant in words.
#[derive(Clone, Debug, PartialEq)]
pub struct RunInWords {
    /// Its name, its total, how many tasks.
    pub heading: String,
    /// Its name alone.
    pub name: String,
    /// Its lanes, from the top.
    pub lanes: Vec<LaneInWords>,
    /// What is said of the lanes that were left out; empty where none was.
    pub rest: String,
}

/// Tells a run, as far as anybody would listen. It is `stuck` where it ended with waits that nothing ends.
pub fn in_words(name: &str, timeline: &Timeline, stuck: bool) -> RunInWords {
    let is_connection = |lane: &&Lane| matches!(lane.owner, Owner::Connection(..));
    let connections = timeline.lanes.iter().filter(is_connection).count();
    let tasks = (timeline.lanes.len() - connections).saturating_sub(1);
    let plural = if tasks == 1 { "" } else { "s" };
    let heading = format!(
        "{name}: {} in total, {} task{plural}",
        number::spoken(timeline.end),
        count(tasks)
    );
    let mut left = LINES;
    let mut lanes = Vec::new();
    for lane in &timeline.lanes {
        if left == 0 {
            break;
        }
        let words = lane_in_words(lane, left.min(LINES_OF_LANE), stuck);
        left -= words.lines.len().min(left);
        lanes.push(words);
    }
    let more = &timeline.lanes[lanes.len()..];
    let rest = if more.is_empty() {
        String::new()
    } else {
        let all_tasks = more.iter().all(|lane| matches!(lane.owner, Owner::Task(_)));
        format!(
            "{} more {}: {}",
            count(more.len()),
            if all_tasks { "tasks" } else { "rows" },
            Ends::of(more).sentence()
        )
    };
    RunInWords {
        heading,
        name: name.to_owned(),
        lanes,
        rest,
    }
}

fn lane_in_words(lane: &Lane, lines: usize, stuck: bool) -> LaneInWords {
    let end = words::end_sentence(lane);
    let told = lane.spans.len().min(lines);
    let eternal = eternal_wait(lane).filter(|_| stuck);
    let mut words: Vec<Line> = lane.spans[..told]
        .iter()
        .enumerate()
        .map(|(index, span)| Line {
            text: if eternal == Some(index) {
                words::eternal_sentence(lane, span)
            } else {
                words::sentence(lane, span)
            },
            state: match (span.state, lane.owner) {
                (State::Running, _) => "running",
                (State::Waiting, _) => "waiting",
                (State::Ready, _) => "ready",
                (State::Blocking, Owner::Loop) => "held",
                (State::Blocking, _) => "blocking",
                (State::Idle, _) => "idle",
                (State::Transfer, _) => "transfer",
            },
        })
        .collect();
    let more = lane.spans.len() - told;
    if more == 0
        && let Some(text) = end
    {
        let state = match lane.ended {
            Some((_, Outcome::Done(_))) => "done",
            Some((_, Outcome::Failed(_))) => "failed",
            _ => "cancelled",
        };
        words.push(Line { text, state });
        return LaneInWords {
            name: lane.name.clone(),
            lines: words,
            rest: String::new(),
        };
    }
    let rest = match (more, end) {
        (0, _) => String::new(),
        (more, Some(end)) => format!("{} more, then {end}", count(more)),
        (more, None) => format!("{} more", count(more)),
    };
    LaneInWords {
        name: lane.name.clone(),
        lines: words,
        rest,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use trace::Span;

    #[test]
    fn a_small_run_is_told_in_full() {
        let sleep = Span {
            what: "sleep".to_owned(),
            line: Some(7),
            ..sample::span(State::Waiting, 0.0, 2.0)
        };
        let timeline = sample::timeline(vec![
            sample::loop_lane(vec![sample::span(State::Idle, 0.0, 2.0)]),
            sample::lane(0, "latte", 0, vec![sleep]),
        ]);
        let run = in_words("gather", &timeline, false);
        assert_eq!(run.heading, "gather: 2.0 s in total, 1 task");
        assert_eq!(run.rest, "");
        let lines: Vec<_> = run
            .lanes
            .iter()
            .flat_map(|lane| &lane.lines)
            .map(|line| (line.state, line.text.as_str()))
            .collect();
        assert_eq!(
            lines,
            [
                ("idle", "loop: idle, 0.0 s to 2.0 s"),
                (
                    "waiting",
                    "latte: waiting for sleep, 0.0 s to 2.0 s, line 7"
                ),
                ("done", "latte: done at 2.0 s, result None"),
            ]
        );
    }

    #[test]
    fn a_huge_run_is_told_in_part_and_summed_up() {
        let run = in_words(
            "gather",
            &sample::timeline(sample::tasks(&[0; 10_000])),
            false,
        );
        let lines: usize = run.lanes.iter().map(|lane| lane.lines.len()).sum();
        assert!(lines <= LINES + 1, "{lines}");
        assert_eq!(run.heading, "gather: 1.0 s in total, 10,000 tasks");
        assert!(run.rest.ends_with(" done"), "{}", run.rest);
    }

    #[test]
    fn a_long_lane_is_cut() {
        let spans = (0..5000)
            .map(|step| sample::span(State::Waiting, f64::from(step), f64::from(step + 1)))
            .collect();
        let words = lane_in_words(&sample::lane(0, "t", 0, spans), 400, false);
        assert_eq!(words.lines.len(), 400);
        assert_eq!(
            words.rest,
            "4,600 more, then t: done at 5000.0 s, result None"
        );
    }
}
