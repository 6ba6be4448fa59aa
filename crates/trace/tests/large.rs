//! Very many tasks.

mod fake;

use fake::{
    Run,
    reading::{lane, names, ready_spans, spans},
};
use trace::{State, Timeline, WaitKind};

use State::{Idle, Ready, Running, Waiting};

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
