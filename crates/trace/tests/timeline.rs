//! From events to lanes.

mod fake;

use fake::{
    Run, gather,
    reading::{lane, names, spans},
    sequential,
};
use trace::{EventKind, Interruption, Outcome, Runner, State, Timeline, WaitKind};

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
fn what_threads_write_does_not_end_the_idling() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let timer = run.sleeps(3.0, 4);
    run.idle(1.0).prints("from a thread\n");
    run.now = 3.0;
    run.fires(timer, main, 3.0).turn(1).step(main).returns();
    let timeline = Timeline::of(&run.trace);
    assert_eq!(
        spans(&timeline.lanes[0]),
        [(Running, 0.0, 0.0), (Idle, 0.0, 3.0), (Running, 3.0, 3.0)]
    );
}

#[test]
fn yielding_in_one_instant_leaves_one_span() {
    let mut run = Run::new();
    let main = run.task("main");
    for _ in 0..1000 {
        run.turn(1)
            .step(main)
            .ready(main, 0.0)
            .waits(WaitKind::NextTurn, None, &[], 4);
    }
    let timeline = Timeline::of(&run.trace);
    assert_eq!(spans(lane(&timeline, "main")), [(Running, 0.0, 0.0)]);
    assert_eq!(spans(&timeline.lanes[0]), [(Running, 0.0, 0.0)]);
}

#[test]
fn an_eager_task_runs_inside_its_creators_step() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let eager = run.task("eager");
    let what = Runner::Task(eager);
    run.emit(None, EventKind::StepStarted { what });
    run.blocks(1.0, 6);
    run.emit(None, EventKind::StepEnded { what });
    run.emit(
        None,
        EventKind::TaskEnded {
            task: eager,
            outcome: Outcome::Cancelled,
        },
    );
    run.returns().exits();
    let timeline = Timeline::of(&run.trace);
    assert_eq!(spans(lane(&timeline, "eager")), [(Blocking, 0.0, 1.0)]);
    // The step of its creator took as long.
    assert_eq!(spans(lane(&timeline, "main")), [(Blocking, 0.0, 1.0)]);
    assert_eq!(
        spans(&timeline.lanes[0]),
        [
            (Running, 0.0, 0.0),
            (Blocking, 0.0, 1.0),
            (Running, 1.0, 1.0)
        ]
    );
}

#[test]
fn a_run_cut_while_code_blocks_shows_the_call_to_its_end_and_who_was_due() {
    let mut run = Run::new();
    let sleeper = run.task("sleeper");
    let patient = run.task("patient");
    let blocker = run.task("blocker");
    run.turn(3).step(sleeper);
    run.sleeps(2.0, 4);
    run.step(patient);
    run.sleeps(9.0, 4);
    run.step(blocker);
    run.blocks(5.0, 7);
    let check = |timeline: &Timeline| {
        assert_eq!(timeline.end, 5.0);
        assert_eq!(spans(lane(timeline, "blocker")), [(Blocking, 0.0, 5.0)]);
        assert_eq!(
            spans(lane(timeline, "sleeper")),
            [(Running, 0.0, 0.0), (Waiting, 0.0, 2.0), (Ready, 2.0, 5.0)]
        );
        assert_eq!(names(&lane(timeline, "sleeper").spans[2]), ["blocker"]);
        assert_eq!(spans(lane(timeline, "patient"))[1..], [(Waiting, 0.0, 5.0)]);
        assert!(timeline.lanes.iter().all(|lane| lane.ended.is_none()));
    };
    check(&Timeline::of(&run.trace));
    // The page ends a killed run at the last time it knows.
    run.now = 0.0;
    let reason = "You stopped the run.".to_owned();
    run.emit(
        None,
        EventKind::Interrupted {
            by: Interruption::Stopped,
            reason,
        },
    );
    check(&Timeline::of(&run.trace));
}

#[test]
fn a_blocking_call_stopped_before_its_end_lasted_until_then() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    run.blocks(5.0, 7);
    run.now = 1.5;
    let reason = "You stopped the run.".to_owned();
    run.emit(
        None,
        EventKind::Interrupted {
            by: Interruption::Stopped,
            reason,
        },
    );
    let timeline = Timeline::of(&run.trace);
    assert_eq!(timeline.end, 1.5);
    assert_eq!(spans(lane(&timeline, "main")), [(Blocking, 0.0, 1.5)]);
    assert_eq!(spans(&timeline.lanes[0])[1..], [(Blocking, 0.0, 1.5)]);
}

#[test]
fn a_deadlock_shows_who_waits_even_if_no_time_passed() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main).waits(WaitKind::Future, None, &[], 4);
    let timeline = Timeline::of(&run.trace);
    assert_eq!(
        spans(lane(&timeline, "main")),
        [(Running, 0.0, 0.0), (Waiting, 0.0, 0.0)]
    );
}

#[test]
fn names_follow_set_name_and_nesting_follows_creation() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let first = run.task("first");
    run.task("second");
    run.waits(WaitKind::Gather { of: 2 }, None, &[], 4)
        .turn(2)
        .step(first);
    let grandchild = run.task("grandchild");
    let name = "renamed".to_owned();
    run.emit(
        None,
        EventKind::TaskRenamed {
            task: grandchild,
            name,
        },
    );
    run.returns();
    let timeline = Timeline::of(&run.trace);
    let rows: Vec<_> = timeline
        .lanes
        .iter()
        .map(|lane| (lane.name.as_str(), lane.depth))
        .collect();
    assert_eq!(
        rows,
        [
            ("loop", 0),
            ("main", 0),
            ("first", 1),
            ("renamed", 2),
            ("second", 1)
        ]
    );
    assert_eq!(
        timeline
            .task(grandchild)
            .map(|lane| lane.coroutine.as_str()),
        Some("grandchild")
    );
}

#[test]
fn what_a_live_call_oversleeps_is_the_calls() {
    let mut run = Run::new();
    let [brew, latte] = ["brew", "latte"].map(|name| run.task(name));
    let call = run.turn(2).step(brew).blocks(1.0, 5);
    // Measured, not computed: the next event is later than the call had said.
    run.now += 0.004;
    run.returns();
    run.step(latte).returns();
    run.exits();
    let timeline = Timeline::of(&run.trace);
    let held = lane(&timeline, "brew").spans.last().unwrap();
    assert_eq!(
        (
            held.state,
            held.from,
            held.to,
            held.what.as_str(),
            held.line
        ),
        (Blocking, 0.0, 1.004, call.as_str(), Some(5))
    );
    let ready = &lane(&timeline, "latte").spans[0];
    assert_eq!((ready.state, ready.to), (Ready, 1.004));
    let holders = ready.held_by.iter();
    let calls: Vec<_> = holders.map(|holder| holder.call.as_deref()).collect();
    assert_eq!(calls, [Some(call.as_str())]);
}
