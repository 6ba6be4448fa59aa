//! From events to lanes.

mod fake;

use fake::{Run, blocking, gather, sequential};
use trace::{
    EventKind, Interruption, Lane, Outcome, Runner, Seconds, Span, State, Timeline, WaitKind,
    words::COMPUTING,
};

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

fn ready_spans(timeline: &Timeline) -> Vec<(&str, &Span)> {
    let lanes = timeline.lanes.iter();
    lanes
        .flat_map(|lane| lane.spans.iter().map(|span| (lane.name.as_str(), span)))
        .filter(|(_, span)| span.state == Ready)
        .collect()
}

fn names(span: &Span) -> Vec<&str> {
    span.held_by
        .iter()
        .map(|holder| holder.name.as_str())
        .collect()
}

#[test]
fn a_short_blocking_call_is_running_with_length() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    run.blocks(0.05, 3);
    run.returns().exits();
    let timeline = Timeline::of(&run.trace);
    assert_eq!(spans(lane(&timeline, "main")), [(Running, 0.0, 0.05)]);
    assert_eq!(spans(&timeline.lanes[0]), [(Running, 0.0, 0.05)]);
}

#[test]
fn short_calls_that_make_one_step_too_long_all_block() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    run.blocks(0.0625, 3);
    run.blocks(0.0625, 4);
    run.returns().exits();
    let timeline = Timeline::of(&run.trace);
    let main = lane(&timeline, "main");
    assert_eq!(
        spans(main),
        [(Blocking, 0.0, 0.0625), (Blocking, 0.0625, 0.125)]
    );
    let lines: Vec<_> = main.spans.iter().map(|span| span.line).collect();
    assert_eq!(lines, [Some(3), Some(4)]);
}

#[test]
fn steps_that_are_short_one_by_one_do_not_block_together() {
    let mut run = Run::new();
    let main = run.task("main");
    for _ in 0..3 {
        run.turn(1).step(main);
        run.blocks(0.0625, 3);
        run.ready(main, run.now)
            .waits(WaitKind::NextTurn, None, &[], 4);
    }
    let timeline = Timeline::of(&run.trace);
    assert_eq!(
        spans(lane(&timeline, "main")),
        [
            (Running, 0.0, 0.0625),
            (Running, 0.0625, 0.125),
            (Running, 0.125, 0.1875)
        ]
    );
    // The loop was busy without a break.
    assert_eq!(spans(&timeline.lanes[0]), [(Running, 0.0, 0.1875)]);
}

#[test]
fn computing_holds_the_loop_like_a_call() {
    let mut run = Run::new();
    let cruncher = run.task("cruncher");
    let other = run.task("other");
    run.turn(2)
        .step(cruncher)
        .computes(1.0)
        .prints("half\n")
        .computes(1.0)
        .returns();
    run.step(other).returns();
    let timeline = Timeline::of(&run.trace);
    let cruncher = lane(&timeline, "cruncher");
    assert_eq!(spans(cruncher), [(Blocking, 0.0, 2.0)]);
    assert_eq!(cruncher.spans[0].what, COMPUTING);
    let [(name, span)] = ready_spans(&timeline)[..] else {
        panic!("one was kept")
    };
    assert_eq!(
        (name, span.from, span.to, names(span)),
        ("other", 0.0, 2.0, vec!["cruncher"])
    );
    assert_eq!(
        (span.held_by[0].call.as_deref(), span.held_by[0].line),
        (None, None)
    );
}

#[test]
fn those_who_held_the_loop_are_named_in_order_and_once() {
    let mut run = Run::new();
    let first = run.task("first");
    let second = run.task("second");
    let third = run.task("third");
    let late = run.task("late");
    run.turn(4).step(first);
    run.blocks(1.0, 8);
    run.returns().step(second);
    run.blocks(1.0, 3);
    run.returns().step(third);
    // The same call on the same line as the first.
    run.blocks(1.0, 8);
    run.returns().step(late).returns();
    let timeline = Timeline::of(&run.trace);
    let late = &lane(&timeline, "late").spans[0];
    assert_eq!((late.state, late.from, late.to), (Ready, 0.0, 3.0));
    assert_eq!(names(late), ["first", "second"]);
    // For the third, the first is over and the second is not.
    let third = &lane(&timeline, "third").spans[0];
    assert_eq!(
        (third.from, third.to, names(third)),
        (0.0, 2.0, vec!["first", "second"])
    );
}

#[test]
fn code_that_ran_before_the_wait_ended_did_not_hold_anybody() {
    let mut run = Run::new();
    let sleeper = run.task("sleeper");
    let early = run.task("early");
    let held = run.task("held");
    run.turn(3).step(sleeper);
    let timer = run.sleeps(2.0, 4);
    run.step(early);
    run.blocks(1.0, 7);
    run.returns().step(held);
    run.blocks(2.0, 8);
    run.returns()
        .fires(timer, sleeper, 2.0)
        .turn(1)
        .step(sleeper)
        .returns();
    let timeline = Timeline::of(&run.trace);
    let sleeper = lane(&timeline, "sleeper");
    assert_eq!(
        spans(sleeper),
        [
            (Running, 0.0, 0.0),
            (Waiting, 0.0, 2.0),
            (Ready, 2.0, 3.0),
            (Running, 3.0, 3.0)
        ]
    );
    assert_eq!(names(&sleeper.spans[2]), ["held"]);
}

#[test]
fn the_script_holds_what_it_has_left_in_the_loop() {
    let mut run = Run::new();
    let left = run.task("left");
    run.exits();
    run.blocks(2.0, 9);
    run.emit(None, EventKind::LoopStarted)
        .turn(1)
        .step(left)
        .returns();
    let timeline = Timeline::of(&run.trace);
    let left = lane(&timeline, "left");
    assert_eq!(spans(left), [(Ready, 0.0, 2.0), (Running, 2.0, 2.0)]);
    assert_eq!(names(&left.spans[0]), ["script"]);
    assert_eq!(
        spans(&timeline.lanes[0])[1..],
        [(Blocking, 0.0, 2.0), (Running, 2.0, 2.0)]
    );
}

#[test]
fn a_timer_that_fires_late_was_kept_by_nobody() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let timer = run.sleeps(1.0, 4);
    // The browser came back to us 0.2 s after the deadline.
    run.idle(1.2)
        .fires(timer, main, 1.0)
        .turn(1)
        .step(main)
        .returns();
    let timeline = Timeline::of(&run.trace);
    assert_eq!(
        spans(lane(&timeline, "main")),
        [
            (Running, 0.0, 0.0),
            (Waiting, 0.0, 1.2),
            (Running, 1.2, 1.2)
        ]
    );
    assert_eq!(spans(&timeline.lanes[0])[1], (Idle, 0.0, 1.2));
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
fn of_very_many_who_held_the_loop_the_longest_and_the_last_are_named() {
    let mut run = Run::new();
    let late = run.task("late");
    let others: Vec<_> = (0..100)
        .map(|number| run.task(&format!("other {number}")))
        .collect();
    run.turn(101);
    for (number, other) in others.into_iter().enumerate() {
        run.step(other);
        run.blocks(if number == 40 { 5.0 } else { 0.01 }, number as u32);
        run.returns();
    }
    run.step(late).returns();
    let timeline = Timeline::of(&run.trace);
    let named = names(&lane(&timeline, "late").spans[0]).join(", ");
    assert_eq!(
        named,
        "other 40, other 93, other 94, other 95, other 96, other 97, other 98, other 99"
    );
}

#[test]
fn a_hundred_thousand_tasks_at_once() {
    const TASKS: u32 = 100_000;
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let tasks: Vec<_> = (0..TASKS).map(|_| run.task("sleeper")).collect();
    run.waits(WaitKind::Gather { of: 3 }, None, &[], 9)
        .turn(TASKS);
    let mut timers = Vec::new();
    for &task in &tasks {
        run.step(task);
        // Each holds the loop a little, and so all keep the later ones waiting.
        run.blocks(1.0 / 1024.0, 4);
        timers.push(run.sleeps(200.0, 5));
    }
    run.idle(200.0);
    for (&task, timer) in tasks.iter().zip(timers) {
        run.fires(timer, task, 200.0);
    }
    run.turn(TASKS);
    for &task in &tasks {
        run.step(task).returns();
    }
    run.ready(main, 200.0).turn(1).step(main).returns().exits();
    assert!(run.trace.events.len() > 500_000);

    let timeline = Timeline::of(&run.trace);
    assert_eq!(timeline.lanes.len(), TASKS as usize + 2);
    let count = |state| {
        let spans = timeline.lanes[2..].iter().flat_map(|lane| &lane.spans);
        spans.filter(|span| span.state == state).count()
    };
    assert_eq!(count(Running), 2 * TASKS as usize);
    assert_eq!(count(Waiting), TASKS as usize);
    // All but the first were kept, by one call on one line.
    assert_eq!(count(Ready), TASKS as usize - 1);
    assert!(
        ready_spans(&timeline)
            .iter()
            .all(|(_, span)| span.held_by.len() == 1)
    );
    assert_eq!(
        spans(&timeline.lanes[0]),
        [
            (Running, 0.0, f64::from(TASKS) / 1024.0),
            (Idle, f64::from(TASKS) / 1024.0, 200.0),
            (Running, 200.0, 200.0)
        ]
    );
}

#[test]
fn a_chain_of_a_hundred_thousand_creators() {
    let mut run = Run::new();
    let mut task = run.task("task");
    for _ in 0..100_000 {
        run.turn(1).step(task);
        let child = run.task("task");
        run.returns();
        task = child;
    }
    let timeline = Timeline::of(&run.trace);
    assert_eq!(timeline.lanes.len(), 100_002);
    assert!(
        timeline.lanes[1..]
            .windows(2)
            .all(|pair| pair[0].depth < pair[1].depth || pair[1].depth == u16::MAX)
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
