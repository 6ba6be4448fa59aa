//! Cancelled handles never run, and never make the loop wait.

use std::rc::Rc;

use machine::{Pause, Turn};

use crate::stage::{Stage, named, task};

#[test]
fn a_cancelled_handle_is_skipped_and_takes_its_turn_with_it() {
    let stage = Stage::new();
    let cancelled = stage.soon(named("cancelled"));
    stage.cancel(&cancelled);
    assert_eq!(stage.turn(), Ok(Turn::Ran(0)));
    assert_eq!(stage.turn(), Ok(Turn::Stuck));
}

#[test]
fn a_handle_cancelled_by_one_before_it_in_the_same_turn_does_not_run() {
    let stage = Stage::new();
    let victim = named("victim");
    let target = victim.clone();
    stage.soon(task("canceller", move |stage| stage.cancel(&target)));
    stage.soon(victim);
    stage.soon(named("after"));
    assert_eq!(stage.turn(), Ok(Turn::Ran(2)));
    assert_eq!(stage.ran(), ["canceller", "after"]);
}

#[test]
fn cancelled_timers_do_not_move_the_clock() {
    let stage = Stage::new();
    for at in [1.0, 2.0, 3.0] {
        let timer = stage.at(at, named("cancelled"));
        stage.cancel(&timer);
    }
    stage.at(1.5, named("kept"));
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(stage.ran_at(), [("kept", 1.5)]);
    assert_eq!(stage.event_loop.time(), 1.5);
    assert_eq!(stage.event_loop.timers_len(), 0);
}

#[test]
fn a_cancelled_timer_among_those_due_together_does_not_run() {
    let stage = Stage::new();
    stage.at(1.0, named("a"));
    let timer = stage.at(1.0, named("cancelled"));
    stage.at(1.0, named("b"));
    stage.cancel(&timer);
    assert_eq!(stage.turn(), Ok(Turn::Ran(2)));
    assert_eq!(stage.ran(), ["a", "b"]);
}

#[test]
fn a_timer_cancelled_after_it_became_ready_does_not_run() {
    let stage = Stage::new();
    let victim = named("victim");
    let target = victim.clone();
    stage.at(1.0, task("canceller", move |stage| stage.cancel(&target)));
    stage.at(1.0, victim);
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(stage.ran(), ["canceller"]);
}

#[test]
fn cancelling_what_already_ran_changes_nothing() {
    let stage = Stage::new();
    let done = stage.at(1.0, named("done"));
    stage.at(2.0, named("other"));
    assert_eq!(stage.turn(), Ok(Turn::Ran(1)));
    for _ in 0..1000 {
        stage.cancel(&done);
    }
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(stage.ran(), ["done", "other"]);
}

#[test]
fn when_most_of_many_timers_are_cancelled_they_are_let_go_early() {
    let stage = Stage::new();
    stage.at(0.5, named("first"));
    let far: Vec<_> = (0..200)
        .map(|_| stage.at(1000.0, named("timeout")))
        .collect();
    stage.at(2.0, named("last"));
    for timer in &far {
        stage.cancel(timer);
    }
    assert_eq!(stage.turn(), Ok(Turn::Ran(1)));
    assert_eq!(stage.event_loop.timers_len(), 1);
    assert!(far.iter().all(|timer| Rc::strong_count(timer) == 1));
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(stage.ran_at(), [("first", 0.5), ("last", 2.0)]);
}
