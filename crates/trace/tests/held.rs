//! Who held the loop, and whom they kept from running.

mod fake;

use fake::{
    Run, blocking,
    reading::{lane, names, ready_spans, spans},
};
use trace::{EventKind, State, Timeline, WaitKind, words::COMPUTING};

use State::{Blocking, Idle, Ready, Running, Waiting};

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
