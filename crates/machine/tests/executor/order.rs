//! What runs in which turn, and in which order.

use machine::{Pause, Turn};

use crate::stage::{Stage, named, task};

#[test]
fn ready_handles_run_in_the_order_in_which_they_became_ready() {
    let stage = Stage::new();
    for name in ["a", "b", "c"] {
        stage.soon(named(name));
    }
    assert_eq!(stage.turn(), Ok(Turn::Ran(3)));
    assert_eq!(stage.ran(), ["a", "b", "c"]);
}

#[test]
fn what_is_scheduled_in_a_turn_waits_for_the_next() {
    let stage = Stage::new();
    stage.soon(task("a", |stage| {
        stage.soon(named("child of a"));
    }));
    stage.soon(named("b"));

    assert_eq!(stage.turn(), Ok(Turn::Ran(2)));
    assert_eq!(stage.ran(), ["a", "b"]);
    assert_eq!(stage.turn(), Ok(Turn::Ran(1)));
    assert_eq!(stage.ran(), ["child of a"]);
}

#[test]
fn due_timers_come_after_what_was_ready_before() {
    let stage = Stage::new();
    stage.at(0.0, named("timer"));
    stage.soon(named("soon"));
    assert_eq!(stage.turn(), Ok(Turn::Ran(2)));
    assert_eq!(stage.ran(), ["soon", "timer"]);
}

#[test]
fn one_handle_may_be_scheduled_twice() {
    let stage = Stage::new();
    let twice = stage.soon(named("twice"));
    stage.soon(named("between"));
    stage.soon(twice.clone());
    stage.at(1.0, twice);
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(stage.ran(), ["twice", "between", "twice", "twice"]);
}

#[test]
fn a_loop_with_nothing_to_do_is_stuck_and_does_not_wait() {
    let stage = Stage::new();
    assert_eq!(stage.turn(), Ok(Turn::Stuck));
    stage.at(f64::INFINITY, named("never"));
    assert_eq!(stage.turn(), Ok(Turn::Stuck));
    assert_eq!(stage.event_loop.time(), 0.0);
    assert_eq!(stage.ran(), [""; 0]);
}

#[test]
fn stop_finishes_the_turn_and_leaves_the_rest() {
    let stage = Stage::new();
    stage.soon(task("stopper", |stage| {
        stage.soon(named("next turn"));
        stage.event_loop.stop();
        assert!(stage.event_loop.is_stopping());
    }));
    stage.soon(named("same turn"));
    stage.at(1.0, named("later"));

    assert_eq!(stage.run(), Ok(Pause::Stopped));
    assert_eq!(stage.ran(), ["stopper", "same turn"]);
    assert!(!stage.event_loop.is_stopping());
    assert_eq!(stage.run(), Ok(Pause::Stuck));
    assert_eq!(stage.ran_at(), [("next turn", 0.0), ("later", 1.0)]);
}

#[test]
fn a_loop_stopped_beforehand_takes_one_turn_without_waiting() {
    let stage = Stage::new();
    stage.at(0.0, named("due"));
    stage.at(1.0, named("later"));
    stage.event_loop.stop();
    assert_eq!(stage.run(), Ok(Pause::Stopped));
    assert_eq!(stage.ran(), ["due"]);

    stage.event_loop.stop();
    assert_eq!(stage.turn(), Ok(Turn::Ran(0)));
    assert_eq!(stage.event_loop.time(), 0.0);
}

#[test]
fn snapshots_show_what_waits_in_the_order_in_which_it_will_run() {
    let stage = Stage::new();
    stage.soon(task("looking", |stage| {
        let ready: Vec<_> = stage.event_loop.ready().iter().map(|t| t.name).collect();
        assert_eq!(ready, ["second", "third"]);
        let timers: Vec<_> = stage
            .event_loop
            .timers()
            .iter()
            .map(|(at, t)| (*at, t.name))
            .collect();
        assert_eq!(timers, [(1.0, "b"), (1.0, "c"), (2.0, "a"), (3.0, "d")]);
    }));
    stage.soon(named("second"));
    stage.soon(named("third"));
    for (at, name) in [(2.0, "a"), (1.0, "b"), (1.0, "c"), (3.0, "d")] {
        stage.at(at, named(name));
    }
    assert_eq!(stage.turn(), Ok(Turn::Ran(3)));
    assert_eq!(stage.event_loop.ready_len(), 0);
    assert_eq!(stage.event_loop.timers_len(), 4);
}
