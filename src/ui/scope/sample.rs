//! Timelines made by hand, for tests.

use trace::{Lane, Outcome, Owner, Seconds, Span, State, TaskId, Timeline};

/// A span with nothing but a state and its time.
pub fn span(state: State, from: Seconds, to: Seconds) -> Span {
    Span {
        state,
        from,
        to,
        line: None,
        what: String::new(),
        until: None,
        held_by: Vec::new(),
        event: 0,
    }
}

/// A lane with spans of its own.
pub fn lane(task: u32, name: &str, depth: u16, spans: Vec<Span>) -> Lane {
    let end = spans.last().map_or(0.0, |span| span.to);
    Lane {
        owner: Owner::Task(TaskId(task)),
        name: name.to_owned(),
        coroutine: name.to_owned(),
        depth,
        born: spans.first().map_or(0.0, |span| span.from),
        ended: Some((end, Outcome::Done("None".to_owned()))),
        spans,
    }
}

/// The loop's lane.
pub fn loop_lane(spans: Vec<Span>) -> Lane {
    Lane {
        owner: Owner::Loop,
        name: "loop".to_owned(),
        coroutine: String::new(),
        depth: 0,
        born: 0.0,
        ended: None,
        spans,
    }
}

/// The loop's lane and tasks at these depths, each waiting for a second.
pub fn tasks(depths: &[u16]) -> Vec<Lane> {
    let mut lanes = vec![loop_lane(vec![span(State::Idle, 0.0, 1.0)])];
    lanes.extend(depths.iter().enumerate().map(|(number, &depth)| {
        lane(
            number as u32,
            &format!("Task-{}", number + 1),
            depth,
            vec![span(State::Waiting, 0.0, 1.0)],
        )
    }));
    lanes
}

/// A timeline of those.
pub fn timeline(lanes: Vec<Lane>) -> Timeline {
    let end = lanes
        .iter()
        .flat_map(|lane| lane.spans.last())
        .map(|span| span.to)
        .fold(0.0, f64::max);
    Timeline {
        end,
        horizon: end,
        lanes,
    }
}
