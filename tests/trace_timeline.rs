//! From events to lanes.

mod trace_fake;

use loopscope::trace::{Lane, Outcome, Seconds, State, Timeline};
use trace_fake::{blocking, gather, sequential};

fn lane<'a>(timeline: &'a Timeline, name: &str) -> &'a Lane {
    let found = timeline.lanes.iter().find(|lane| lane.name == name);
    found.unwrap_or_else(|| panic!("no lane {name}"))
}

/// State, start and end of each span.
fn spans(lane: &Lane) -> Vec<(State, Seconds, Seconds)> {
    lane.spans
        .iter()
        .map(|span| (span.state, span.from, span.to))
        .collect()
}

use State::{Blocking, Idle, Ready, Running, Waiting};

#[test]
fn waits_one_after_the_other_lie_end_to_end() {
    let timeline = Timeline::of(&sequential());
    assert_eq!(timeline.end, 5.0);
    assert_eq!(timeline.lanes.len(), 2);
    assert_eq!(
        spans(lane(&timeline, "main")),
        [
            (Running, 0.0, 0.0),
            (Waiting, 0.0, 3.0),
            (Running, 3.0, 3.0),
            (Waiting, 3.0, 5.0),
            (Running, 5.0, 5.0)
        ]
    );
    assert_eq!(
        spans(&timeline.lanes[0]),
        [
            (Running, 0.0, 0.0),
            (Idle, 0.0, 3.0),
            (Running, 3.0, 3.0),
            (Idle, 3.0, 5.0),
            (Running, 5.0, 5.0)
        ]
    );
    let main = lane(&timeline, "main");
    assert_eq!(main.ended, Some((5.0, Outcome::Done("None".into()))));
    let wait = &main.spans[1];
    assert_eq!(
        (wait.what.as_str(), wait.until, wait.line),
        ("sleep", Some(3.0), Some(4))
    );
}

#[test]
fn gathered_tasks_follow_their_creator_and_wait_at_once() {
    let timeline = Timeline::of(&gather());
    let rows: Vec<_> = timeline
        .lanes
        .iter()
        .map(|lane| (lane.name.as_str(), lane.depth))
        .collect();
    assert_eq!(
        rows,
        [("loop", 0), ("main", 0), ("espresso", 1), ("latte", 1)]
    );
    assert_eq!(
        spans(lane(&timeline, "latte")),
        [
            (Running, 0.0, 0.0),
            (Waiting, 0.0, 2.0),
            (Running, 2.0, 2.0)
        ]
    );
    assert_eq!(
        spans(lane(&timeline, "main")),
        [
            (Running, 0.0, 0.0),
            (Waiting, 0.0, 3.0),
            (Running, 3.0, 3.0)
        ]
    );
    assert_eq!(timeline.end, 3.0);
}

#[test]
fn a_task_kept_from_running_is_ready_and_names_who_held_the_loop() {
    let timeline = Timeline::of(&blocking());
    let latte = lane(&timeline, "latte");
    assert_eq!(
        spans(latte),
        [
            (Running, 0.0, 0.0),
            (Waiting, 0.0, 2.0),
            (Ready, 2.0, 3.0),
            (Running, 3.0, 3.0),
            (Waiting, 3.0, 5.0),
            (Running, 5.0, 5.0)
        ]
    );
    let [holder] = latte.spans[2].held_by.as_slice() else {
        panic!("one held it: {:?}", latte.spans[2])
    };
    assert_eq!(holder.name, "espresso");
    assert_eq!(holder.call.as_deref(), Some("time.sleep(3)"));
    assert_eq!(holder.line, Some(5));

    let espresso = lane(&timeline, "espresso");
    assert_eq!(spans(espresso), [(Blocking, 0.0, 3.0)]);
    assert_eq!(espresso.spans[0].what, "time.sleep(3)");
    assert_eq!(espresso.spans[0].line, Some(5));
    assert_eq!(
        spans(&timeline.lanes[0]),
        [
            (Running, 0.0, 0.0),
            (Blocking, 0.0, 3.0),
            (Running, 3.0, 3.0),
            (Idle, 3.0, 5.0),
            (Running, 5.0, 5.0)
        ]
    );
}
